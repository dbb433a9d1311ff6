import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { copyText } from '../rows/encoding.js';
import { isChanged, type ReadTable } from '../rows/read-table.js';
import type { Deed, Rows } from '../rows/writing.js';
import { rowsOf } from '../runner/apply-batch.js';
import type { Queries } from '../runner/projection.js';
import type { Fill } from './new-version.js';

/**
 * A rebuild does not change rows over and over. What batches do to the rows of a table is noted, one line after the other, in a table
 * without index, and rows are made of it in one statement at the end. Lines that never change go where they belong at once.
 */
export const notesTable = ({ name }: ReadTable): string => `rebuilding.${name}_notes`;

/** A table of keys alone is a set, to which what is in it may be added again. */
export const isNoted = (table: ReadTable): boolean =>
  isChanged(table) || table.columns.every(({ role }) => role === 'key');

/** Makes an empty table for the new version, without indexes unless it is looked up meanwhile, and one for notes. */
export async function makeNotedTable(client: Queries, table: ReadTable): Promise<void> {
  const indexes = table.lookedUp ? '' : 'EXCLUDING INDEXES';
  await client.query(
    `CREATE TABLE rebuilding.${table.name} (LIKE read.${table.name} INCLUDING ALL ${indexes})`,
  );
  if (!isNoted(table)) return;
  const columns = table.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  await client.query(
    `CREATE UNLOGGED TABLE ${notesTable(table)} (${columns}, begins boolean, noted_at bigint)`,
  );
}

/**
 * Notes what the projections make of a batch, within the transaction. While the database takes in the rows of one table, those of the next
 * are put into words.
 */
export const fillWithNotes: Fill = async (projections, batch, client) => {
  const position = batch.at(-1)?.position ?? 0n;
  await client.query('SET LOCAL enable_seqscan = off');
  let copying: Promise<void> = Promise.resolve();
  for (const rows of await rowsOf(projections, batch, client, 'rebuilding')) {
    const [command, text] = copyOf(rows, position);
    await copying;
    const stream = client.query(copyFrom(command));
    stream.end(text);
    copying = finished(stream);
  }
  await copying;
};

function copyOf({ table, deed, rows }: Rows, position: bigint): [command: string, text: string] {
  const { columns } = table;
  const names = columns.map(({ name }) => name);
  if (!isNoted(table)) {
    return [`COPY rebuilding.${table.name} (${names.join(', ')}) FROM STDIN`, copyText(rows, columns, '\n')];
  }
  return [
    `COPY ${notesTable(table)} (${names.join(', ')}, begins, noted_at) FROM STDIN`,
    copyText(rows, columns, `\t${beginnings[deed]}\t${position}\n`),
  ];
}

/** Whether the deed begins a row; null, as COPY has it, where it does not matter. */
const beginnings: { readonly [_ in Deed]: string } = { begin: 't', change: 'f', add: '\\N' };
