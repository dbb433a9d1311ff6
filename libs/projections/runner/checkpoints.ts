import type { Queries } from './projection.js';

export type Stage = 'live' | 'rebuilding';

export interface Checkpoint {
  /** The last event that is in the rows; 0 before the first. */
  readonly position: bigint;
  /** 1, and one more after every rebuild. */
  readonly version: number;
}

/** Where the projection stands; begins its row at 0 where there is none. */
export async function readCheckpoint(client: Queries, projection: string): Promise<Checkpoint> {
  const found = await findCheckpoint(client, projection);
  if (found !== undefined) return found;
  await client.query(
    `INSERT INTO read.checkpoints (projection, stage) VALUES ($1, 'live') ON CONFLICT DO NOTHING`,
    [projection],
  );
  return readCheckpoint(client, projection);
}

async function findCheckpoint(client: Queries, projection: string): Promise<Checkpoint | undefined> {
  const { rows } = await client.query<{ position: string; version: number }>(
    `SELECT position, version FROM read.checkpoints WHERE projection = $1 AND stage = 'live'`,
    [projection],
  );
  const [row] = rows;
  return row && { position: BigInt(row.position), version: row.version };
}

/**
 * Moves a checkpoint, within the transaction that writes the rows, if it still stands where the writer read from.
 * False: somebody else was first, and the transaction is to be rolled back. Until its end nobody else gets past here.
 */
export async function advanceCheckpoint(
  transaction: Queries,
  projections: readonly string[],
  stage: Stage,
  move: { readonly from: bigint; readonly to: bigint },
): Promise<boolean> {
  const { rowCount } = await transaction.query(
    `UPDATE read.checkpoints
        SET position = $4, advanced_at = now(), failure = NULL, failing_since = NULL, failed_attempts = 0
      WHERE projection = ANY($1) AND stage = $2 AND position = $3`,
    [projections, stage, move.from, move.to],
  );
  return rowCount === projections.length;
}

/** Writes down that a projection does not get further, for whoever asks after its health, in any process. */
export async function recordFailure(client: Queries, projection: string, reason: string): Promise<void> {
  await client.query(
    `UPDATE read.checkpoints
        SET failure = left($2, 500), failing_since = coalesce(failing_since, now()),
            failed_attempts = failed_attempts + 1
      WHERE projection = $1 AND stage = 'live'`,
    [projection, reason],
  );
}
