import type { Transaction } from './transaction.js';

/** The book that a journal is of. */
export interface JournalBook {
  /** The kind of stream that keeps it, e.g. `co-production`. */
  readonly kind: string;
  /** UUID. */
  readonly id: string;
  /** One line of text; it may hold any character but line ends. */
  readonly title: string;
  /** ISO 4217. */
  readonly currency: string;
  /** No transaction is before this day, `YYYY-MM-DD`. */
  readonly openedOn: string;
}

/** How an accounting program wants a journal written. Every text ends in a newline. */
export interface JournalFormat {
  /** What comes first: what the book is, and which currency it is kept in. */
  beginning(book: JournalBook): string;
  /** Declares an account before it is used for the first time. */
  account(account: string, book: JournalBook): string;
  transaction(transaction: Transaction, book: JournalBook): string;
  /** The program's own name for an account of a book. */
  accountName(account: string): string;
}

/** Amounts below each other, as far as they fit. */
export function aligned(name: string, amount: string, width: number): string {
  return `${name.padEnd(width)}  ${amount.padStart(16)}`;
}
