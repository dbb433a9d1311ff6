import type { Column, ReadTable } from '../tables/read-table.js';
import { isChanged } from '../tables/read-table.js';
import type { Queries } from '../runner/projection.js';

/**
 * A rebuild does not change rows over and over. What is done to rows that are written already, or of which nobody can tell, is noted,
 * one line after the other, in a table without index, and summed up in one statement at the end. Other rows go where they belong at once.
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
  await client.query(`CREATE UNLOGGED TABLE ${notesTable(table)} (${columns}, noted_at text COLLATE "C")`);
}

/** For rows as they are to be read. */
export const copyRows = (table: ReadTable): string =>
  `COPY rebuilding.${table.name} (${names(table)}) FROM STDIN (FORMAT binary)`;

/** For what was done to rows, each with its place. */
export const copyNotes = (table: ReadTable): string =>
  `COPY ${notesTable(table)} (${names(table)}, noted_at) FROM STDIN (FORMAT binary)`;

/** As many digits as a bigint has at most, so that places are in order as texts as well. */
export const PLACE_LENGTH = 19;

/** What a note says of when it was, beside the columns of its table: up to a position. */
export const placeText = (position: bigint): string => String(position).padStart(PLACE_LENGTH, '0');

const names = ({ columns }: { readonly columns: readonly Column[] }): string =>
  columns.map(({ name }) => name).join(', ');
