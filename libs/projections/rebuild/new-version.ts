import type { Pool } from 'pg';
import type { RecordedEvent } from '#event-store';
import { advanceCheckpoint, readCheckpoint } from '../runner/checkpoints.js';
import type { Projection } from '../runner/projection.js';
import { inTransaction } from '../runner/transaction.js';

/** Somebody else works on the new version as well, or has removed it: this rebuild cannot go on. */
export class NewVersionLost extends Error {
  override readonly name = 'NewVersionLost';

  constructor(projections: readonly string[]) {
    super(`the new version of ${projections.join(', ')} is not where this rebuild left it`);
  }
}

/**
 * Makes empty tables for a new version of each projection, shaped as those that are read, and its checkpoint at 0. What an
 * interrupted rebuild left is dropped.
 */
export async function beginNewVersion(pool: Pool, projections: readonly Projection[]): Promise<void> {
  await inTransaction(pool, async (client) => {
    for (const { name, tables } of projections) {
      const { version } = await readCheckpoint(client, name);
      for (const table of tables) {
        await client.query(`DROP TABLE IF EXISTS rebuilding.${table}`);
        await client.query(`CREATE TABLE rebuilding.${table} (LIKE read.${table} INCLUDING ALL)`);
      }
      await client.query(
        `INSERT INTO read.checkpoints (projection, stage, version) VALUES ($1, 'rebuilding', $2)
         ON CONFLICT (projection, stage) DO UPDATE SET version = excluded.version, position = 0`,
        [name, version + 1],
      );
    }
    return true;
  });
}

/**
 * Writes a batch into the new versions of all these projections, which stand at `from`, in one transaction. Rejects with
 * NewVersionLost where one of them does not stand there.
 */
export async function fillNewVersion(
  pool: Pool,
  projections: readonly Projection[],
  batch: readonly RecordedEvent[],
  from: bigint,
): Promise<void> {
  const names = projections.map(({ name }) => name);
  const to = batch.at(-1)?.position ?? from;
  const filled = await inTransaction(pool, async (client) => {
    if (!(await advanceCheckpoint(client, names, 'rebuilding', { from, to }))) return undefined;
    for (const projection of projections) {
      await projection.apply(batch, client, 'rebuilding').catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`${projection.name}, after position ${from} and up to ${to}: ${reason}`, {
          cause: error,
        });
      });
    }
    return true;
  });
  if (filled !== true) throw new NewVersionLost(names);
}

/** So that the first reads of the new version are planned with its figures. */
export async function analyzeNewVersion(pool: Pool, projections: readonly Projection[]): Promise<void> {
  for (const table of projections.flatMap(({ tables }) => tables)) {
    await pool.query(`ANALYZE rebuilding.${table}`);
  }
}
