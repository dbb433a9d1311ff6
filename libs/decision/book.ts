/** One line of a book. */
export interface Posting {
  readonly account: string;
  /** Minor units of the book's currency; debit positive, credit negative, never zero. */
  readonly amount: number;
}

/** What the name of an account says: its kind (two words), then the ids that tell it apart. */
export interface AccountName {
  readonly kind: string;
  readonly party: string | undefined;
  readonly pledge: string | undefined;
}

/** The accounts that a kind of book has. */
export interface Chart {
  /** In the order in which a trial balance lists them. */
  readonly kinds: readonly string[];
  /** Whether accounts of this kind stand on the debit side; all others stand on the credit side. */
  isDebit(kind: string): boolean;
  /** Throws where the name is not of this chart: a defect, for names come from the chart alone. */
  read(account: string): AccountName;
}

/** The double-entry book that a kind of stream keeps. */
export interface Book<State = unknown, Event = unknown> {
  readonly chart: Chart;
  /**
   * What an event writes into the book, worked out from the event alone: minor units, debit
   * positive, the sum zero. Empty for an event that moves nothing. Throws where the event's own
   * amounts do not add up.
   */
  postingsOf(event: Event): readonly Posting[];
  /** What a journal says of the book as a whole. `openedOn`: no transaction is before this day. */
  about(state: State): {
    readonly title: string;
    /** ISO 4217. */
    readonly currency: string;
    readonly openedOn: string;
  };
}
