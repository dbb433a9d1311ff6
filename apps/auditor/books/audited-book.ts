import type { Book, StreamEvent } from '#decision';
import type { Parties } from '#financing';
import { Accounts, type Account } from './accounts.js';
import type { AuditedKind } from './audited-kinds.js';
import { broken, type Broken, money, type OwnRules } from './own-rules.js';
import { brokenTable } from './table-rules.js';

/** One book as a partner works it out, held to the rules at every event. */
export class AuditedBook {
  state: unknown;
  readonly accounts: Accounts;
  /** The position of its last event. */
  lastPosition = 0;
  /** The same in the operator's store, as that event says it. */
  storePosition = '0';
  private readonly rules: OwnRules;
  private readonly book: Book;

  /** Throws where the kind keeps no book. */
  constructor(
    readonly audited: AuditedKind,
    readonly id: string,
    /** The position of its first event. */
    readonly firstPosition: number,
  ) {
    const { kind, rules } = audited;
    if (kind.book === undefined || rules === null) throw new Error(`${kind.name} keeps no book`);
    this.state = kind.initial;
    this.book = kind.book;
    this.rules = rules;
    this.accounts = new Accounts(kind.book);
  }

  get status(): string {
    return this.audited.kind.statusOf(this.state);
  }

  /** Nothing can be written into it any more. */
  get hasEnded(): boolean {
    return this.audited.endings.has(this.status);
  }

  /** What it is called, and the currency it is kept in; empty before its first event. */
  get about(): ReturnType<Book['about']> {
    return this.book.about(this.state);
  }

  get producers(): ReturnType<OwnRules['producersOf']> {
    return this.rules.producersOf(this);
  }

  /** Takes an event in, and answers with every rule that it breaks. It is taken in all the same: it is in the log. */
  take(event: StreamEvent, recordedAt: string, parties: Parties): Broken[] {
    const known = this.rules.broken(event, this);
    const decided = { kind: this.audited.kind, id: this.id, state: this.state, parties, recordedAt };
    known.push(...brokenTable(event, decided, this.rules, known));
    known.push(...this.enter(event, known));
    known.push(...this.evolve(event, known));
    return known;
  }

  private enter(event: StreamEvent, known: readonly Broken[]): Broken[] {
    try {
      const wrong = this.accounts.book(event).filter(({ isOnItsSide }) => !isOnItsSide);
      if (wrong.length === 0) return [];
      return [...new Set(wrong)]
        .map(({ name, ...account }) =>
          broken(this.rules.wrongSide(name), `${name} is ${this.amountOn(account)}`),
        )
        .filter(({ code }) => !known.some((one) => one.code === code));
    } catch (error) {
      return [broken('unbalanced', (error as Error).message)];
    }
  }

  private evolve(event: StreamEvent, known: readonly Broken[]): Broken[] {
    try {
      this.state = this.audited.kind.evolve(this.state, event);
      return [];
    } catch (error) {
      // It speaks of something that never was. Mostly a rule has said so already.
      return known.length > 0 ? [] : [broken('refused_by_the_rules', (error as Error).message)];
    }
  }

  private amountOn({ balance }: Pick<Account, 'balance'>): string {
    return money(balance, this.about.currency);
  }
}
