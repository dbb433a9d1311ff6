import { kindOfAccount } from '#accounting';
import { majorUnits } from '#decision';
import { printable } from '../following/leaf-in-words.js';
import type { AuditedBook } from './audited-book.js';

/** How books are told. */
export interface BookStyle {
  /** A JSON document a line, for programs. */
  readonly json: boolean;
  /** Every account instead of sums by kind, for people. Programs are always told every account. */
  readonly allAccounts: boolean;
}

/** One book as it is told, with a line end behind it. */
export const writtenBook = (book: AuditedBook, { json, allAccounts }: BookStyle): string =>
  json ? `${JSON.stringify({ book: bookDocument(book) })}\n` : bookText(book, allAccounts);

/** One book for programs: amounts in minor units, debit positive. */
function bookDocument(book: AuditedBook): object {
  const { audited, id, about, status, lastPosition, producers } = book;
  const { title, currency } = about;
  return {
    [audited.idName]: id,
    title,
    status,
    currency,
    position: lastPosition,
    producers,
    balances: accountsOf(book).map(([account, balance]) => ({ account, balance })),
  };
}

/** One book for people: the trial balance by kind of account, or account by account, and what producers owe and are owed. */
function bookText(book: AuditedBook, allAccounts: boolean): string {
  const { audited, id, about, status, accounts, lastPosition } = book;
  const { title, currency } = about;
  const money = (amount: number): string => majorUnits(amount, currency || 'EUR');
  const kinds = chartOf(audited).map((kind): [string, number] => [kind, accounts.sum(kind)]);
  const rows = allAccounts ? accountsOf(book) : kinds.filter(([, amount]) => amount !== 0);
  const sum = rows.reduce((total, [, amount]) => total + amount, 0);
  const producers = book.producers.map(
    ({ producerId, outstanding, due }) =>
      `  ${producerId}  to deliver for advances ${money(outstanding)}, due to it ${money(due)}\n`,
  );
  return (
    `\n${printable(title)} (${id})\n${status}, ${currency}, up to event ${lastPosition}\n\n` +
    columns([...rows, ['sum', sum]], money) +
    (producers.length === 0 ? '' : `\n  Producers\n${producers.join('')}`)
  );
}

/** Accounts with something on them, in the order of the chart. */
function accountsOf({ audited, accounts }: AuditedBook): [string, number][] {
  const order = new Map<string, number>(chartOf(audited).map((kind, place) => [kind, place]));
  const place = (account: string): number => order.get(kindOfAccount(account)) ?? order.size;
  return [...accounts.all]
    .map(({ name, balance }): [string, number] => [name, balance])
    .filter(([, balance]) => balance !== 0)
    .sort(([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1));
}

/** The kinds of account of this kind of book, in the order in which a trial balance lists them. */
const chartOf = ({ kind }: AuditedBook['audited']): readonly string[] => kind.book?.chart.kinds ?? [];

function columns(rows: readonly (readonly [string, number])[], money: (amount: number) => string): string {
  const amounts = rows.map(([, amount]) => money(amount));
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const amountWidth = Math.max(...amounts.map((amount) => amount.length));
  return rows
    .map(([name], at) => `  ${name.padEnd(nameWidth)}  ${(amounts[at] as string).padStart(amountWidth)}\n`)
    .join('');
}
