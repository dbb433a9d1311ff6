import type { Posting } from '#decision';
import { type CoProductionEvent, postingsOf } from '#financing';

/** The book as anybody can work it out from the events alone, knowing nothing of the rules: a balance an account. */
export class Book {
  readonly balances: Map<string, number>;

  /** Empty, or a copy of what another book holds now. */
  constructor(like?: Book) {
    this.balances = new Map(like?.balances);
  }

  /** Books an event and gives its postings. */
  record(event: CoProductionEvent): readonly Posting[] {
    const postings = postingsOf(event);
    for (const { account, amount } of postings) {
      this.balances.set(account, this.balance(account) + amount);
    }
    return postings;
  }

  balance(account: string): number {
    return this.balances.get(account) ?? 0;
  }

  /** The sum of all accounts whose names begin so. */
  sum(prefix: string): number {
    let sum = 0;
    for (const [account, balance] of this.balances) if (account.startsWith(prefix)) sum += balance;
    return sum;
  }

  /** The same of accounts that are on the credit side by nature, as an amount above zero. */
  credit(prefix: string): number {
    return 0 - this.sum(prefix);
  }

  get unspentDonations(): number {
    return this.credit('income:donations:') - this.sum('expenses:grants:');
  }

  get freeCash(): number {
    return this.balance('assets:bank') - this.unspentDonations - this.credit('liabilities:producers:');
  }
}
