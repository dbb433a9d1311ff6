import type { Queries } from '../runner/projection.js';
import type { Schema } from './read-table.js';
import { arrayText, toldOf } from './encoding.js';
import { statementFor } from './statements.js';
import type { Rows } from './writing.js';

/**
 * Writes the rows into the tables of this schema: a statement for each deed, all sent at once where the connection allows it. Rejects with
 * what the first of them failed with, and where rows that are to be changed are not there: their book would not add up.
 */
export async function sendRows(said: readonly Rows[], transaction: Queries, schema: Schema): Promise<void> {
  await Promise.all(said.map((rows) => send(rows, transaction, schema)));
}

async function send({ table, deed, rows }: Rows, transaction: Queries, schema: Schema): Promise<void> {
  const { name, text, columns } = statementFor(schema, table, deed);
  const values = columns.map((column) => arrayText(rows.map((row) => toldOf(row, column))));
  const { rowCount } = await transaction.query({ name, text, values });
  if (deed === 'change' && rowCount !== rows.length) {
    throw new Error(
      `${rows.length - (rowCount ?? 0)} of ${rows.length} rows to change in ${table.name} are not there`,
    );
  }
}
