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

/**
 * Rows, a value a column, as lines of COPY's text format: `\N` is null, and what would end a value or a line is written with a backslash.
 */
export function copyText(
  rows: readonly (readonly Value[])[],
  columns: readonly Column[],
  end: string,
): string {
  let text = '';
  for (const values of rows) {
    for (let place = 0; place < columns.length; place += 1) {
      if (place > 0) text += '\t';
      text += fieldText(values[place], columns[place] as Column);
    }
    text += end;
  }
  return text;
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
