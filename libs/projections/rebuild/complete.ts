import type { Pool } from 'pg';
import type { Column, ReadTable, Role } from '../rows/read-table.js';
import type { Queries } from '../runner/projection.js';
import { inTransaction } from '../runner/transaction.js';
import { isNoted, notesTable } from './notes.js';

/** For one table at a time: to sort what is indexed, and to sum up what was noted. */
const MEMORY = "SET LOCAL maintenance_work_mem = '128MB'; SET LOCAL work_mem = '64MB'";

/**
 * Makes rows of what was noted of a table, gives it the indexes of the one that is read, and has it analyzed, so that the first reads are
 * planned with its figures. Rejects where a row begins not at all or twice.
 */
export async function completeTable(pool: Pool, table: ReadTable): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(MEMORY);
    if (isNoted(table)) await makeRows(client, table);
    if (!table.lookedUp) await makeIndexes(client, table);
    return true;
  });
  await pool.query(`ANALYZE rebuilding.${table.name}`);
}

async function makeRows(client: Queries, table: ReadTable): Promise<void> {
  const { columns } = table;
  const names = columns.map(({ name }) => name).join(', ');
  const keys = columns.filter(({ role }) => role === 'key').map(({ name }) => name);
  const { rows } = await client.query<{ wrong: string }>(
    `WITH row AS MATERIALIZED (
       SELECT ${columns.map(summedUp).join(', ')},
              count(begins) > 0 AND count(*) FILTER (WHERE begins) <> 1 AS wrong
         FROM ${notesTable(table)} GROUP BY ${keys.join(', ')}
     ), written AS (
       INSERT INTO rebuilding.${table.name} (${names}) SELECT ${names} FROM row WHERE NOT wrong
     )
     SELECT count(*) AS wrong FROM row WHERE wrong`,
  );
  const wrong = rows[0]?.wrong ?? '0';
  if (wrong !== '0')
    throw new Error(`${wrong} rows to change in ${table.name} are not there, or begin twice`);
  await client.query(`DROP TABLE ${notesTable(table)}`);
}

/**
 * The same as one change after the other makes: what begins a row comes first, then batch by batch. The last value is found by its
 * place before it, as text, because an order within an aggregate would sort whole tables.
 */
const ways: { readonly [_ in Role]: (column: Column) => string } = {
  key: ({ name }) => name,
  once: ({ name }) => `any_value(${name})`,
  sum: ({ name }) => `sum(${name})`,
  last: ({ name, type }) =>
    `substr(max(${PLACE} || ${name}::text COLLATE "C"), ${PLACE_LENGTH} + 1)::${type}`,
  overlay: ({ name }) => `read.overlaid(${name} ORDER BY noted_at, begins DESC)`,
};

/** As many digits as a bigint has at most, and one more. */
const PLACE = `lpad(noted_at::text, 19, '0') || CASE WHEN begins THEN '0' ELSE '1' END`;
const PLACE_LENGTH = 20;

const summedUp = (column: Column): string => `${ways[column.role](column)} AS ${column.name}`;

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
