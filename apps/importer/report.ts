import { differences } from './books/differences.js';
import type { BooksDocument } from './books/document.js';
import { tablesOf } from './books/tables.js';
import type { Folder } from './folder/read-folder.js';
import type { Imported } from './perform.js';
import { inFileOrder, printable, refusalLine, type FileName, type Refusal } from './refusal.js';

/** The line that ends a report of differences, so that a wrong folder does not fill the screen. */
const DIFFERENCES_TOLD_MAX = 50;

/** One line for each file that is not there: a misspelt name must not pass for a co-production without such rows. */
export function missingReport(files: readonly FileName[]): string {
  return files
    .map((file) => `There is no ${file}: no ${file.replace(/\.\w+$/, '')} are imported.\n`)
    .join('');
}

/** One line for each row that is not booked; empty where all are. */
export function refusalReport(refusals: readonly Refusal[]): string {
  if (refusals.length === 0) return '';
  const heading =
    refusals.length === 1 ? 'One row is not booked:' : `${refusals.length} rows are not booked:`;
  return `${heading}\n${inFileOrder(refusals)
    .map((refusal) => `${refusalLine(refusal)}\n`)
    .join('')}`;
}

/** Where the books are not as the folder expects them; empty where they are. */
export function differenceReport(books: BooksDocument, expected: unknown): string {
  const found = differences(books, expected);
  if (found.length === 0) return '';
  const told = found.slice(0, DIFFERENCES_TOLD_MAX).map((difference) => `  ${printable(difference)}\n`);
  const rest = found.length - told.length;
  const more = rest > 0 ? [`  and ${rest} more\n`] : [];
  return ['The books are not as expected.json says:\n', ...told, ...more].join('');
}

/** The books as tables, and what this run did about them. */
export function booksReport(
  books: BooksDocument,
  { terms, parties }: Folder,
  { booked, repeated }: Imported,
  expected: unknown,
): string {
  const names = new Map(parties.map(({ origin, name }) => [origin.ref, name]));
  const compared = expected === undefined ? '' : ' The books are as expected.json says.';
  const agreed = expected !== undefined && differences(books, expected).length === 0 ? compared : '';
  return [
    tablesOf(books, { title: terms.title, currency: terms.currency, names }),
    '',
    `${booked} commands were new, ${repeated} had been given by an earlier run.${agreed}`,
  ].join('\n');
}
