import type { Pool } from 'pg';
import { type Column, isChanged, keysOf, type ReadTable, type Role } from '../tables/read-table.js';
import { changes } from '../tables/statements.js';
import type { Queries } from '../runner/projection.js';
import { inTransaction } from '../runner/transaction.js';
import { isNoted, notesTable, PLACE_LENGTH } from './notes.js';

/** For one table at a time: to sort what is indexed, and to sum up what was noted. */
const MEMORY = "SET LOCAL maintenance_work_mem = '128MB'; SET LOCAL work_mem = '64MB'";

/** Rows are found by their keys, which a small sample tells enough of until the server takes a larger one by itself. */
const FIGURES = 'SET LOCAL default_statistics_target = 10';

/**
 * Takes what was noted into a table, gives it the indexes of the one that is read, and has it analyzed, so that the first reads are
 * planned with its figures. Rejects where a row that was changed is not there, or one begins twice.
 */
export async function completeTable(pool: Pool, table: ReadTable): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(MEMORY);
    if (isNoted(table)) await takeInNotes(client, table);
    if (!table.lookedUp) await makeIndexes(client, table);
    await client.query(`${FIGURES}; ANALYZE rebuilding.${table.name}`);
    return true;
  });
}

/** Bytes of rows that are there already. */
export async function sizeOf(client: Queries, { name }: ReadTable): Promise<number> {
  const { rows } = await client.query<{ size: string }>(
    `SELECT pg_relation_size('rebuilding.${name}') AS size`,
  );
  return Number(rows[0]?.size);
}

async function takeInNotes(client: Queries, table: ReadTable): Promise<void> {
  const { rowCount } = await client.query(`SELECT FROM ${notesTable(table)} LIMIT 1`);
  if (rowCount !== 0) await (table.added ? addNotes : changeByNotes)(client, table);
  await client.query(`DROP TABLE ${notesTable(table)}`);
}

/** Changes rows that are there, and makes the others. */
async function addNotes(client: Queries, table: ReadTable): Promise<void> {
  const { columns, name } = table;
  const names = columns.map((column) => column.name).join(', ');
  const changed = isChanged(table) ? `, changed AS (${changeOf(table)})` : '';
  await client.query(
    `WITH new AS MATERIALIZED (${summed(table, columns)})${changed}
     INSERT INTO rebuilding.${name} (${names}) SELECT ${names} FROM new
      WHERE NOT EXISTS (SELECT FROM rebuilding.${name} AS old WHERE ${sameKeys(table)})`,
  );
}

async function changeByNotes(client: Queries, table: ReadTable): Promise<void> {
  const changing = table.columns.filter(({ role }) => role !== 'once');
  const { rows } = await client.query<{ missing: string }>(
    `WITH new AS MATERIALIZED (${summed(table, changing)}), changed AS (${changeOf(table)} RETURNING 1)
     SELECT (SELECT count(*) FROM new) - (SELECT count(*) FROM changed) AS missing`,
  );
  const missing = rows[0]?.missing;
  if (missing !== '0') throw new Error(`${missing} rows to change in ${table.name} are not there`);
}

const changeOf = (table: ReadTable): string =>
  `UPDATE rebuilding.${table.name} AS old SET ${changes(table.columns, 'new')} FROM new WHERE ${sameKeys(table)}`;

const sameKeys = (table: ReadTable): string =>
  keysOf(table)
    .map(({ name }) => `old.${name} = new.${name}`)
    .join(' AND ');

function summed(table: ReadTable, columns: readonly Column[]): string {
  const sums = columns.map((column) => `${ways[column.role](column)} AS ${column.name}`);
  const keys = keysOf(table).map(({ name }) => name);
  return `SELECT ${sums.join(', ')} FROM ${notesTable(table)} GROUP BY ${keys.join(', ')}`;
}

/**
 * The same as one change after the other makes. The last value is found by its place before it, as text, because an order within an
 * aggregate would sort whole tables.
 */
const ways: { readonly [_ in Role]: (column: Column) => string } = {
  key: ({ name }) => name,
  once: ({ name }) => `any_value(${name})`,
  sum: ({ name }) => `sum(${name})`,
  last: ({ name, type }) =>
    `substr(max(noted_at || ${name}::text COLLATE "C"), ${PLACE_LENGTH} + 1)::${type}`,
  overlay: ({ name }) => `read.overlaid(${name} ORDER BY noted_at)`,
};

/** Constraints and indexes have the names that they have on the table that is read. */
async function makeIndexes(client: Queries, { name }: ReadTable): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format('ALTER TABLE rebuilding.%I ADD CONSTRAINT %I %s', $1::text, conname, pg_get_constraintdef(oid)) AS statement
       FROM pg_constraint WHERE conrelid = ('read.' || $1)::regclass AND contype IN ('p', 'u', 'x')
      UNION ALL
     SELECT replace(pg_get_indexdef(indexrelid), format(' ON read.%I ', $1), format(' ON rebuilding.%I ', $1))
       FROM pg_index WHERE indrelid = ('read.' || $1)::regclass
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))`,
    [name],
  );
  for (const { statement } of rows) await client.query(statement);
}
