import {
  evolveCoProduction,
  initialCoProduction,
  type CoProduction,
  type CoProductionEvent,
  type PartyKind,
} from '#financing';
import { Accounts } from './accounts.js';
import { broken, money, type Broken } from './broken.js';
import { brokenDomainRules } from './domain-rules.js';
import { brokenTable } from './table-rules.js';

/** The accounts that stand on the debit side; all others stand on the credit side. */
const debitKinds = /^(assets|expenses|commitments:pledged)/;

/** One co-production's book as a partner works it out, held to the rules at every event. */
export class AuditedBook {
  state: CoProduction = initialCoProduction;
  readonly accounts = new Accounts();
  /** The position of its last event. */
  lastPosition = 0;

  constructor(readonly id: string) {}

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
    const table = brokenTable(event, { state: this.state, kinds, recordedAt }, known);
    const booked = this.book(event, known);
    return [...known, ...table, ...booked, ...this.evolve(event, [...known, ...table, ...booked])];
  }

  private book(event: CoProductionEvent, known: readonly Broken[]): Broken[] {
    try {
      const touched = this.accounts.book(event).map(({ account }) => account);
      const wrong = touched.filter((account) => this.isOnWrongSide(account));
      return [...new Set(wrong)]
        .map((account) => broken(codeOf(account), `${account} is ${this.amountOn(account)}`))
        .filter(({ code }) => !known.some((one) => one.code === code));
    } catch (error) {
      return [broken('unbalanced', (error as Error).message)];
    }
  }

  private evolve(event: CoProductionEvent, known: readonly Broken[]): Broken[] {
    try {
      this.state = evolveCoProduction(this.state, event);
      return [];
    } catch (error) {
      // It speaks of something that never was. Mostly a rule has said so already.
      return known.length > 0 ? [] : [broken('refused_by_the_rules', (error as Error).message)];
    }
  }

  private isOnWrongSide(account: string): boolean {
    const balance = this.accounts.balance(account);
    return debitKinds.test(account) ? balance < 0 : balance > 0;
  }

  private amountOn(account: string): string {
    return money(this.accounts.balance(account), this.state.terms.currency);
  }
}

function codeOf(account: string): Broken['code'] {
  if (account.startsWith('liabilities:advances:')) return 'advance_below_zero';
  if (account.startsWith('assets:producer-advances:')) return 'advance_below_zero';
  return account.startsWith('commitments:pledged:') ? 'received_beyond_promise' : 'account_below_zero';
}
