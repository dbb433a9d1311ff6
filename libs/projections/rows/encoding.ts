import type { Column, RowValues, Value } from './read-table.js';

/** What a row says of a column. A sum or an overlay that is not told is one that changes nothing. */
export function toldOf(row: RowValues, { property, role }: Column): Value {
  const value = row[property];
  if (value !== undefined && value !== null) return value;
  if (role === 'sum') return 0;
  return role === 'overlay' ? '{}' : null;
}

/**
 * Values as PostgreSQL's text form of an array. pg's own quotes every element after two replacements, which for thousands of
 * numbers and ids is most of the work.
 */
export function arrayText(values: readonly Value[]): string {
  return `{${values.map(elementText).join(',')}}`;
}

function elementText(value: Value): string {
  if (typeof value !== 'string') return value === null || value === undefined ? 'NULL' : String(value);
  return /["\\]/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : `"${value}"`;
}

/** Lines that are sent in one piece: the text of very many would be kept in memory twice. */
const PIECE = 500;

/**
 * Rows, a value a column, as lines of COPY's text format, some hundreds at a time: `\N` is null, and what would end a value or a line is
 * written with a backslash.
 */
export function* copyTexts(
  rows: readonly (readonly Value[])[],
  columns: readonly Column[],
  end: string,
): Generator<string> {
  for (let from = 0; from < rows.length; from += PIECE) {
    const lines = rows
      .slice(from, from + PIECE)
      .map((values) => columns.map((column, place) => fieldText(values[place], column)).join('\t'));
    yield lines.join(end) + end;
  }
}

function fieldText(value: Value, { type }: Column): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '\\N' : String(value);
  // In the text of another type these are refused by the database anyway.
  const isFree = type === 'text' || type === 'json' || type === 'jsonb';
  return isFree && special.test(value)
    ? value.replaceAll(/[\\\t\n\r]/g, (character) => escapes[character] as string)
    : value;
}

const special = /[\\\t\n\r]/;
const escapes: { readonly [character: string]: string } = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};
