import { beancount } from './beancount.js';
import type { JournalBook, JournalFormat } from './journal-format.js';
import { hledger } from './hledger.js';
import { type BookedEvent, type BookedKind, transactionOf } from './transaction.js';

const formats = { hledger, beancount } as const;

/** The programs whose journals can be written. */
export type JournalProgram = keyof typeof formats;

export const journalPrograms = Object.keys(formats) as readonly JournalProgram[];

/**
 * The journal of one book, written event by event, so that a book of any length can be sent while it is read. An account is
 * declared where it is used first.
 */
export class Journal {
  private readonly format: JournalFormat;
  private readonly book: JournalBook;
  private readonly declared = new Set<string>();

  constructor(
    program: JournalProgram,
    private readonly kind: BookedKind,
    book: Omit<JournalBook, 'kind'>,
  ) {
    this.format = formats[program];
    // A title is one line; whatever divides lines or controls a terminal is none of it.
    this.book = { ...book, kind: kind.name, title: book.title.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ') };
  }

  /** What comes first. */
  beginning(): string {
    return this.format.beginning(this.book);
  }

  /** One transaction an event, empty for one that books nothing. Events come in their order. Throws as `postingsOf` does. */
  write(booked: BookedEvent): string {
    const transaction = transactionOf(this.kind, booked, this.book.openedOn);
    if (transaction === undefined) return '';
    const declarations = transaction.postings.flatMap(({ account }) => this.declare(account));
    return `${declarations.join('')}${this.format.transaction(transaction, this.book)}\n`;
  }

  private declare(account: string): string[] {
    if (this.declared.has(account)) return [];
    this.declared.add(account);
    return [this.format.account(account, this.book)];
  }
}

/** The name that a program's journal has for an account of a book. Throws where it is no such account. */
export const accountNameOf = (program: JournalProgram, account: string): string =>
  formats[program].accountName(account);
