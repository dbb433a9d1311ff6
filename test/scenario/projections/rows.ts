import type pg from 'pg';
import type { Projection } from '#projection-engine';
import { allProjections } from '#read-models';
import { beginNewVersion, fillNewVersion } from '../../../libs/projection-engine/rebuild/new-version.js';
import { openPool } from '../../../libs/projection-engine/runner/pool.js';
import type { Stage } from './running.js';

/** Each row as the text of its JSON: texts are compared thousands of times faster than objects. */
type Rows = { readonly [table: string]: readonly string[] };

/**
 * Everything that is in the tables of the projections, in an order that does not depend on how it
 * got there.
 */
export async function rowsIn(
  pool: pg.Pool,
  schema: 'read' | 'rebuilding',
  projections: readonly Projection[] = allProjections,
): Promise<Rows> {
  const tables = projections.flatMap((projection) => projection.tables.map(({ name }) => name));
  const found: [string, readonly string[]][] = [];
  for (const table of tables) {
    const { rows } = await pool.query(
      `SELECT coalesce(json_agg(text ORDER BY text COLLATE "C"), '[]') AS rows
         FROM (SELECT to_jsonb(line)::text AS text FROM ${schema}.${table} AS line) AS lines`,
    );
    found.push([table, rows[0].rows]);
  }
  return Object.fromEntries(found);
}

/** The rows of a table as objects. */
export const asObjects = <Row>(rows: readonly string[] | undefined): Row[] =>
  rows?.map((row) => JSON.parse(row) as Row) ?? [];

/** What the rows must be: all events of the store applied once, in one batch of their own. */
export async function rowsReplayed(
  { url, store }: Pick<Stage, 'url' | 'store'>,
  projections: readonly Projection[] = allProjections,
): Promise<Rows> {
  const pool = openPool(url, 2, () => {});
  await beginNewVersion(pool, projections);
  let position = 0n;
  for (;;) {
    const batch = await store.readAll(position + 1n, { limit: 10_000 });
    if (batch.length === 0) break;
    await fillNewVersion(pool, projections, batch, position);
    position = batch.at(-1)!.position;
  }
  const rows = await rowsIn(pool, 'rebuilding', projections);
  await pool.query(`DELETE FROM read.checkpoints WHERE stage = 'rebuilding'`);
  await pool.end();
  return rows;
}
