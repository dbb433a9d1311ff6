import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { lookingUp } from '../tables/looking-up.js';
import type { LookUp } from '../tables/writing.js';
import type { Projection } from '../runner/projection.js';

/** How often is looked whether what is needed is written. It is needed rarely: what came lately is remembered. */
const POLL_MS = 10;

/**
 * Looks up rows that never change in new versions which somebody else is writing. Where not all are there, waits until everything up to the
 * position is written, and looks again.
 */
export function lookingUpWritten(
  pool: Pool,
  projections: readonly Projection[],
  position: () => bigint,
): LookUp {
  const lookUp = lookingUp(pool, 'rebuilding');
  return async (table, keys) => {
    const found = await lookUp(table, keys);
    if (found.length === keys.length) return found;
    while ((await writtenTo(pool, projections)) < position()) await pause(POLL_MS);
    return lookUp(table, keys);
  };
}

async function writtenTo(pool: Pool, projections: readonly Projection[]): Promise<bigint> {
  const { rows } = await pool.query<{ position: string }>({
    name: 'written to',
    text: `SELECT coalesce(min(position), 0) AS position FROM read.checkpoints
            WHERE stage = 'rebuilding' AND projection = ANY($1)`,
    values: [projections.map(({ name }) => name)],
  });
  return BigInt(rows[0]?.position ?? 0);
}
