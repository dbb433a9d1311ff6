import type { Column, Value } from './read-table.js';

/** What a row says of a column. A sum or an overlay that is not told is one that changes nothing. */
export function toldOf(row: { readonly [property: string]: Value }, { property, role }: Column): Value {
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

/** Rows as lines of COPY's text format: `\N` is null, and what would end a value or a line is written with a backslash. */
export function copyText(
  rows: readonly { readonly [property: string]: Value }[],
  columns: readonly Column[],
  end: string,
): string {
  let text = '';
  for (const row of rows) {
    let separator = '';
    for (const column of columns) {
      text += separator + fieldText(toldOf(row, column), column);
      separator = '\t';
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
