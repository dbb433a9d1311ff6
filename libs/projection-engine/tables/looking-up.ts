import type { Queries } from '../runner/projection.js';
import { arrayText } from './encoding.js';
import type { LookUp } from './writing.js';
import { keysOf, type ReadTable, type RowValues, type Schema } from './read-table.js';

/** Looks up what is in the tables of this schema. */
export const lookingUp =
  (transaction: Queries, schema: Schema): LookUp =>
  async (table, keys) => {
    const columns = keysOf(table);
    const values = columns.map(({ property }) => arrayText(keys.map((key) => key[property])));
    const { rows } = await transaction.query<RowValues>({
      name: `${schema}.${table.name} look up`,
      text: textOf(table, schema),
      values,
    });
    return rows;
  };

function textOf(table: ReadTable, schema: Schema): string {
  const keys = keysOf(table);
  const names = keys.map(({ name }) => name).join(', ');
  return `SELECT ${table.columns.map(({ name, property }) => `${name} AS "${property}"`).join(', ')}
    FROM unnest(${keys.map(({ type }, place) => `$${place + 1}::${type}[]`).join(', ')}) AS asked (${names})
    JOIN ${schema}.${table.name} USING (${names})`;
}
