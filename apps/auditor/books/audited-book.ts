import {
  type CoProduction,
  type CoProductionEvent,
  coProductionStream,
  initialCoProduction,
  type PartyKind,
} from '#financing';
import { Accounts, type Account } from './accounts.js';
import { broken, money, type Broken } from './broken.js';
import { brokenDomainRules } from './domain-rules.js';
import { brokenTable } from './table-rules.js';

/** One co-production's book as a partner works it out, held to the rules at every event. */
export class AuditedBook {
  state: CoProduction = initialCoProduction;
  readonly accounts = new Accounts();
  /** The position of its last event. */
  lastPosition = 0;
  /** The same in the operator's store, as that event says it. */
  storePosition = '0';

  constructor(
    readonly id: string,
    /** The position of its first event. */
    readonly firstPosition: number,
  ) {}

  get hasEnded(): boolean {
    return this.state.status === 'closed' || this.state.status === 'abandoned';
  }

  /** Takes an event in, and answers with every rule that it breaks. It is taken in all the same: it is in the log. */
  take(
    event: CoProductionEvent,
    recordedAt: string,
    kinds: { readonly [partyId: string]: PartyKind },
  ): Broken[] {
    const known = brokenDomainRules(event, this);
    known.push(...brokenTable(event, { state: this.state, kinds, recordedAt }, known));
    known.push(...this.book(event, known));
    known.push(...this.evolve(event, known));
    return known;
  }

  private book(event: CoProductionEvent, known: readonly Broken[]): Broken[] {
    try {
      const wrong = this.accounts.book(event).filter(({ isOnItsSide }) => !isOnItsSide);
      if (wrong.length === 0) return [];
      return [...new Set(wrong)]
        .map((account) => broken(codeOf(account.name), `${account.name} is ${this.amountOn(account)}`))
        .filter(({ code }) => !known.some((one) => one.code === code));
    } catch (error) {
      return [broken('unbalanced', (error as Error).message)];
    }
  }

  private evolve(event: CoProductionEvent, known: readonly Broken[]): Broken[] {
    try {
      this.state = coProductionStream.evolve(this.state, event);
      return [];
    } catch (error) {
      // It speaks of something that never was. Mostly a rule has said so already.
      return known.length > 0 ? [] : [broken('refused_by_the_rules', (error as Error).message)];
    }
  }

  private amountOn({ balance }: Account): string {
    return money(balance, this.state.terms.currency);
  }
}

function codeOf(account: string): Broken['code'] {
  if (account.startsWith('liabilities:advances:')) return 'advance_below_zero';
  if (account.startsWith('assets:producer-advances:')) return 'advance_below_zero';
  return account.startsWith('commitments:pledged:') ? 'received_beyond_promise' : 'account_below_zero';
}
