import type { Pool } from 'pg';
import { type Column, keysOf, type ReadTable, type Role } from '../rows/read-table.js';
import { changes } from '../rows/statements.js';
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

async function takeInNotes(client: Queries, table: ReadTable): Promise<void> {
  const { columns } = table;
  const keys = keysOf(table).map(({ name }) => name);
  const summed = (summedUp: readonly Column[]): string =>
    `SELECT ${summedUp.map((column) => `${ways[column.role](column)} AS ${column.name}`).join(', ')}
       FROM ${notesTable(table)} GROUP BY ${keys.join(', ')}`;
  if (table.added) {
    const names = columns.map(({ name }) => name).join(', ');
    await client.query(`INSERT INTO rebuilding.${table.name} (${names}) ${summed(columns)}`);
  } else {
    const { rows } = await client.query<{ missing: string }>(
      `WITH new AS MATERIALIZED (${summed(columns.filter(({ role }) => role !== 'once'))}),
            changed AS (UPDATE rebuilding.${table.name} AS old SET ${changes(columns, 'new')} FROM new
                         WHERE ${keys.map((name) => `old.${name} = new.${name}`).join(' AND ')} RETURNING 1)
       SELECT (SELECT count(*) FROM new) - (SELECT count(*) FROM changed) AS missing`,
    );
    const missing = rows[0]?.missing;
    if (missing !== '0') throw new Error(`${missing} rows to change in ${table.name} are not there`);
  }
  await client.query(`DROP TABLE ${notesTable(table)}`);
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
