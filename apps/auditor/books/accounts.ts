import { postingsOf, type Posting } from '#accounting';
import type { CoProductionEvent } from '#financing';

/** The accounts of one book, worked out from the postings alone. Minor units, debit positive. */
export class Accounts {
  readonly balances = new Map<string, number>();
  /** The same by kind of account, the first two words of its name. */
  private readonly kinds = new Map<string, number>();

  /** Books an event. Throws where its own amounts do not sum to zero. */
  book(event: CoProductionEvent): readonly Posting[] {
    const postings = postingsOf(event);
    for (const { account, amount } of postings) {
      this.balances.set(account, this.balance(account) + amount);
      const kind = kindOf(account);
      this.kinds.set(kind, this.sum(kind) + amount);
    }
    return postings;
  }

  balance(account: string): number {
    return this.balances.get(account) ?? 0;
  }

  /** The sum of all accounts of a kind, e.g. `liabilities:advances`. */
  sum(kind: string): number {
    return this.kinds.get(kind) ?? 0;
  }

  /** Donations received and not yet granted. */
  get unspentDonations(): number {
    return 0 - this.sum('income:donations') - this.sum('expenses:grants');
  }

  /** What of the bank is neither its donors' nor due to producers. */
  get freeCash(): number {
    return this.sum('assets:bank') - this.unspentDonations + this.sum('liabilities:producers');
  }
}

export function kindOf(account: string): string {
  const end = account.indexOf(':', account.indexOf(':') + 1);
  return end < 0 ? account : account.slice(0, end);
}
