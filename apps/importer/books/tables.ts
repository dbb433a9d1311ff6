import Table from 'cli-table3';
import { majorUnits } from '../money.js';
import { printable } from '../refusal.js';
import type { BooksDocument } from './document.js';

export interface TableNames {
  readonly title: string;
  readonly currency: string;
  /** Names by ref, as the folder tells them. */
  readonly names: ReadonlyMap<string, string>;
}

/** Characters of a terminal line that the tables keep to. */
export const WIDTH_MAX = 100;
const REF_LENGTH_MAX = 16;
const NAME_LENGTH_MIN = 8;
const ACCOUNT_LENGTH_MAX = 44;
/** A blank on both sides of a cell and the line between two. */
const PADDING = 3;

type Amount = number | undefined;

/** The books as a treasurer reads them: producers, those who pledged, and the trial balance, in major units. */
export function tablesOf(books: BooksDocument, { title, currency, names }: TableNames): string {
  const money = (amount: Amount) => (amount === undefined ? '' : majorUnits(amount, currency));
  const named = (ref: string) => [short(ref, REF_LENGTH_MAX), names.get(ref) ?? ''];
  const producers = Object.entries(books.producers).map(([ref, line]) => [
    ...named(ref),
    ...[line.disbursed_gift, line.disbursed_advance, line.delivered].map(money),
    ...[line.advance_outstanding, line.due_to_producer].map(money),
  ]);
  const groups = Object.entries(books.groups).map(([ref, line]) => [
    ...named(ref),
    ...[line.pledged_advance, line.pledged_donation, line.received, line.delivered].map(money),
    money(line.advance_outstanding),
  ]);
  return [
    `${short(title, WIDTH_MAX)}\nAmounts in ${currency}.`,
    totalsTable(books, money),
    section('Producers', ['', '', 'Gifts', 'Advances', 'Delivered', 'To deliver', 'Due to them'], producers),
    section('Pledged by', ['', '', 'Advance', 'Donation', 'Received', 'Delivered', 'To receive'], groups),
    trialBalanceTable(books.trial_balance, money, names),
  ].join('\n\n');
}

function totalsTable({ totals }: BooksDocument, money: (amount: Amount) => string): string {
  const rows = [
    ['Pledged', money(totals.pledged)],
    ['  as advances', money(totals.pledged_advance)],
    ['  as donations', money(totals.pledged_donation)],
    ['  by groups', money(totals.pledged_by_groups)],
    ['Received', money(totals.received)],
    ['Paid to producers in tranches', money(totals.disbursed)],
    ['Goods accepted', money(totals.delivered)],
    ['  of that, advances paid back', money(totals.settled)],
    ['Advances still to be paid back', money(totals.advance_outstanding)],
    ['Deliveries accepted', String(totals.deliveries_accepted)],
    ['Deliveries rejected', String(totals.deliveries_rejected)],
  ];
  return section('Totals', undefined, rows);
}

/** Debits and credits side by side, with their sums, which are equal. */
function trialBalanceTable(
  balances: BooksDocument['trial_balance'],
  money: (amount: Amount) => string,
  names: ReadonlyMap<string, string>,
): string {
  const accounts = Object.entries(balances);
  const sum = (side: 1 | -1) => accounts.reduce((total, [, amount]) => total + Math.max(0, side * amount), 0);
  const rows = accounts.map(([account, amount]) => [
    short(account, ACCOUNT_LENGTH_MAX),
    names.get(account.split(':')[2] ?? '') ?? '',
    amount > 0 ? money(amount) : '',
    amount < 0 ? money(-amount) : '',
  ]);
  const total = ['Total', '', money(sum(1)), money(sum(-1))];
  return section('Trial balance', ['Account', '', 'Debit', 'Credit'], [...rows, total]);
}

/** Texts to the left, amounts to the right; nothing coloured, so that it can be kept in a file. */
function section(heading: string, head: readonly string[] | undefined, rows: readonly string[][]): string {
  const columns = rows[0]?.length ?? head?.length ?? 0;
  const texts = columns > 2 ? 2 : 1;
  const fitting = texts === 2 ? withNamesShortened(head, rows) : rows;
  const table = new Table({
    ...(head && { head: [...head] }),
    colAligns: Array.from({ length: columns }, (_, column) => (column < texts ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  table.push(...fitting);
  return `${heading}\n${table.toString()}`;
}

/** The second column holds names, which give way so that every amount is there in full. */
function withNamesShortened(head: readonly string[] | undefined, rows: readonly string[][]): string[][] {
  const lines = head ? [head, ...rows] : rows;
  const width = (column: number) => Math.max(...lines.map((line) => line[column]?.length ?? 0)) + PADDING;
  const others = (lines[0] ?? []).reduce(
    (sum, _, column) => sum + (column === 1 ? PADDING : width(column)),
    1,
  );
  const room = Math.max(NAME_LENGTH_MIN, WIDTH_MAX - others);
  return rows.map((row) => row.map((text, column) => (column === 1 ? short(text, room) : text)));
}

function short(text: string, length: number): string {
  const clean = printable(text);
  return clean.length <= length ? clean : `${clean.slice(0, length - 1)}…`;
}
