import { kindOfAccount } from '#accounting';
import type { Book, StreamEvent } from '#decision';

/** One account of a book. */
export interface Account {
  readonly name: string;
  /** Minor units, debit positive. */
  readonly balance: number;
  /** Whether it stands on the side of its kind: debit for what is owned, spent or promised, credit for all else. */
  readonly isOnItsSide: boolean;
}

/** The accounts of one book, worked out from the postings alone. Minor units, debit positive. */
export class Accounts {
  private readonly accounts = new Map<string, BookedAccount>();
  /** The same by kind of account, the first two words of its name. */
  private readonly kinds = new Map<string, Kind>();

  constructor(private readonly rules: Pick<Book, 'chart' | 'postingsOf'>) {}

  /** Books an event, and answers with the account of each posting. Throws where its own amounts do not sum to zero. */
  book(event: StreamEvent): readonly Account[] {
    return this.rules.postingsOf(event).map(({ account, amount }) => {
      const booked = this.accounts.get(account) ?? this.open(account);
      booked.add(amount);
      return booked;
    });
  }

  /** Every account that was ever booked on, also those that are at zero again. */
  get all(): Iterable<Account> {
    return this.accounts.values();
  }

  balance(account: string): number {
    return this.accounts.get(account)?.balance ?? 0;
  }

  /** The sum of all accounts of a kind, e.g. `liabilities:advances`. */
  sum(kind: string): number {
    return this.kinds.get(kind)?.sum ?? 0;
  }

  private open(name: string): BookedAccount {
    const kindName = kindOfAccount(name);
    const kind = this.kinds.get(kindName) ?? { sum: 0, isDebit: this.rules.chart.isDebit(kindName) };
    this.kinds.set(kindName, kind);
    const account = new BookedAccount(name, kind);
    this.accounts.set(name, account);
    return account;
  }
}

interface Kind {
  sum: number;
  readonly isDebit: boolean;
}

class BookedAccount implements Account {
  balance = 0;

  constructor(
    readonly name: string,
    private readonly kind: Kind,
  ) {}

  get isOnItsSide(): boolean {
    return this.kind.isDebit ? this.balance >= 0 : this.balance <= 0;
  }

  add(amount: number): void {
    this.balance += amount;
    this.kind.sum += amount;
  }
}
