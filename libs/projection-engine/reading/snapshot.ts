import type { DataSource, EntityManager } from 'typeorm';
import type { Projection } from '../runner/projection.js';
import { waitForPosition } from './wait-for-position.js';

/** How fresh the rows must be. */
export interface Freshness {
  /** The rows must hold the event at this position, for instance of the reader's own last command. */
  readonly atLeast?: bigint | undefined;
  /** How long to wait for it; 5 seconds unless told. */
  readonly timeoutMs?: number | undefined;
}

export interface Snapshot<Answer> {
  readonly answer: Answer;
  /** The last event that is in the rows, a decimal string. */
  readonly position: string;
}

const TIMEOUT_MS = 5_000;

/**
 * Reads rows and checkpoint of a projection as they stood at one moment. Waits, bounded, where the rows are not as fresh as
 * asked; rejects with PositionNotReached when they do not get there in time.
 */
export async function readSnapshot<Answer>(
  dataSource: DataSource,
  projection: Projection,
  freshness: Freshness,
  read: (manager: EntityManager) => Promise<Answer>,
): Promise<Snapshot<Answer>> {
  const { atLeast = 0n, timeoutMs = TIMEOUT_MS } = freshness;
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const snapshot = await readOnce(dataSource, projection, atLeast, read);
    if (snapshot !== undefined) return snapshot;
    await waitForPosition(dataSource, projection.name, atLeast, deadline - Date.now());
  }
}

/** Undefined where the rows do not hold the position yet. */
async function readOnce<Answer>(
  dataSource: DataSource,
  projection: Projection,
  atLeast: bigint,
  read: (manager: EntityManager) => Promise<Answer>,
): Promise<Snapshot<Answer> | undefined> {
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    // Locked before anything is read: a rebuilt version, whose rows a snapshot begun earlier would see by half, must
    // not take the place of these tables while they are read.
    const tables = projection.tables.map(({ name }) => `read.${name}`).join(', ');
    await manager.query(`SET TRANSACTION READ ONLY; LOCK TABLE ${tables} IN ACCESS SHARE MODE`);
    const rows = (await manager.query(
      `SELECT position FROM read.checkpoints WHERE projection = $1 AND stage = 'live'`,
      [projection.name],
    )) as { position: string }[];
    const position = rows[0]?.position ?? '0';
    return BigInt(position) < atLeast ? undefined : { answer: await read(manager), position };
  });
}
