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
  await beginCheckpoints(client, [projection]);
  const { rows } = await client.query<{ position: string; version: number }>(
    `SELECT position, version FROM read.checkpoints WHERE projection = $1 AND stage = 'live'`,
    [projection],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`the checkpoint of ${projection} was removed`);
  return { position: BigInt(row.position), version: row.version };
}

/** Where the projections stand; begins the rows of those that have none at 0. */
export async function readCheckpoints(
  client: Queries,
  projections: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  await beginCheckpoints(client, projections);
  const { rows } = await client.query<{ projection: string; position: string }>(
    `SELECT projection, position FROM read.checkpoints WHERE projection = ANY($1) AND stage = 'live'`,
    [projections],
  );
  return new Map(rows.map(({ projection, position }) => [projection, BigInt(position)]));
}

async function beginCheckpoints(client: Queries, projections: readonly string[]): Promise<void> {
  await client.query(
    `INSERT INTO read.checkpoints (projection, stage) SELECT name, 'live' FROM unnest($1::text[]) AS name
     ON CONFLICT DO NOTHING`,
    [projections],
  );
}

/**
 * Moves checkpoints, within the transaction that writes the rows, if they still stand where the writer read from.
 * False: somebody else was first, and the transaction is to be rolled back. Until its end nobody else gets past here. They are
 * locked in order, so that two who move the same ones do not wait for each other.
 */
export async function advanceCheckpoint(
  transaction: Queries,
  projections: readonly string[],
  stage: Stage,
  move: { readonly from: bigint; readonly to: bigint },
): Promise<boolean> {
  const { rowCount } = await transaction.query({
    name: 'advance checkpoint',
    text: `WITH standing AS MATERIALIZED (
             SELECT projection FROM read.checkpoints
              WHERE projection = ANY($1) AND stage = $2 AND position = $3 ORDER BY projection FOR UPDATE
           )
           UPDATE read.checkpoints AS checkpoint
              SET position = $4, advanced_at = now(), failure = NULL, failing_since = NULL, failed_attempts = 0
             FROM standing WHERE checkpoint.projection = standing.projection AND checkpoint.stage = $2`,
    values: [projections, stage, move.from, move.to],
  });
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
