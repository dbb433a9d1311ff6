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
