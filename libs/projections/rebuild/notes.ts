import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyTexts } from '../rows/encoding.js';
import { isChanged, type ReadTable, type Value } from '../rows/read-table.js';
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

/** Lines on their way into a table. */
export interface Lines {
  readonly command: string;
  /** In pieces, put into words when they are sent. */
  readonly texts: Iterable<string>;
}

type Values = readonly (readonly Value[])[];

/** Rows as they are to be read. */
export const wholeRows = (table: ReadTable, rows: Values): Lines => ({
  command: `COPY rebuilding.${table.name} (${names(table)}) FROM STDIN`,
  texts: copyTexts(rows, table.columns, '\n'),
});

/** As many digits as a bigint has at most, so that places are in order as texts as well. */
export const PLACE_LENGTH = 19;

/** What was done to rows up to a position. */
export const notes = (table: ReadTable, rows: Values, position: bigint): Lines => ({
  command: `COPY ${notesTable(table)} (${names(table)}, noted_at) FROM STDIN`,
  texts: copyTexts(rows, table.columns, `\t${String(position).padStart(PLACE_LENGTH, '0')}\n`),
});

const names = ({ columns }: ReadTable): string => columns.map(({ name }) => name).join(', ');

export async function copyIn(client: PoolClient, lines: readonly Lines[]): Promise<void> {
  for (const { command, texts } of lines) await pipeline(texts, client.query(copyFrom(command)));
}
