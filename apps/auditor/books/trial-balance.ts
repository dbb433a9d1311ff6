import { majorUnits } from '#decision';
import { coProductionChart } from '#financing';
import { printable } from '../following/leaf-in-words.js';
import { kindOf } from './accounts.js';
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
  const { id, state, lastPosition } = book;
  const { title, currency } = state.terms;
  return {
    coProductionId: id,
    title,
    status: state.status,
    currency,
    position: lastPosition,
    producers: producersOf(book),
    balances: accountsOf(book).map(([account, balance]) => ({ account, balance })),
  };
}

/** One book for people: the trial balance by kind of account, or account by account, and what producers owe and are owed. */
function bookText(book: AuditedBook, allAccounts: boolean): string {
  const { id, state, accounts, lastPosition } = book;
  const { title, currency } = state.terms;
  const money = (amount: number): string => majorUnits(amount, currency || 'EUR');
  const kinds = coProductionChart.kinds.map((kind): [string, number] => [kind, accounts.sum(kind)]);
  const rows = allAccounts ? accountsOf(book) : kinds.filter(([, amount]) => amount !== 0);
  const sum = rows.reduce((total, [, amount]) => total + amount, 0);
  const producers = producersOf(book).map(
    ({ producerId, outstanding, due }) =>
      `  ${producerId}  to deliver for advances ${money(outstanding)}, due to it ${money(due)}\n`,
  );
  return (
    `\n${printable(title)} (${id})\n${state.status}, ${currency}, up to event ${lastPosition}\n\n` +
    columns([...rows, ['sum', sum]], money) +
    (producers.length === 0 ? '' : `\n  Producers\n${producers.join('')}`)
  );
}

/** Accounts with something on them, in the order of the chart. */
function accountsOf({ accounts }: AuditedBook): [string, number][] {
  const order = new Map<string, number>(coProductionChart.kinds.map((kind, place) => [kind, place]));
  const place = (account: string): number => order.get(kindOf(account)) ?? order.size;
  return [...accounts.all]
    .map(({ name, balance }): [string, number] => [name, balance])
    .filter(([, balance]) => balance !== 0)
    .sort(([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1));
}

function producersOf({
  state,
  accounts,
}: AuditedBook): { producerId: string; outstanding: number; due: number }[] {
  return state.terms.producers.map(({ producerId }) => ({
    producerId,
    outstanding: accounts.balance(`assets:producer-advances:${producerId}`),
    due: 0 - accounts.balance(`liabilities:producers:${producerId}`),
  }));
}

function columns(rows: readonly (readonly [string, number])[], money: (amount: number) => string): string {
  const amounts = rows.map(([, amount]) => money(amount));
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const amountWidth = Math.max(...amounts.map((amount) => amount.length));
  return rows
    .map(([name], at) => `  ${name.padEnd(nameWidth)}  ${(amounts[at] as string).padStart(amountWidth)}\n`)
    .join('');
}
