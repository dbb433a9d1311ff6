import type { EventStore } from '#event-store';
import { EventsBehind } from './events-behind.js';
import type { Projection, Queries } from './projection.js';
import { lockedProjections } from './projection-lock.js';

/** How a projection is doing, as health checks, metrics and the command line show it. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** The last event that is in the rows. */
  readonly position: bigint;
  /** How many events the rows are behind the last one; where positions have gaps they are counted, up to 1,000. */
  readonly lag: number;
  /** Whether some process runs it now. */
  readonly running: boolean;
  /** Why it stands still, since when (RFC 3339, UTC), and how often it was tried; null while it moves. */
  readonly failure: { readonly reason: string; readonly since: string; readonly attempts: number } | null;
  /** How far the new version is that is being filled; null where none is. */
  readonly rebuilding: bigint | null;
}

interface CheckpointRow {
  readonly projection: string;
  readonly stage: 'live' | 'rebuilding';
  readonly version: number;
  readonly position: string;
  readonly failure: string | null;
  readonly failing_since: Date | null;
  readonly failed_attempts: number;
}

/** How far each of the projections is, in their order. One that never ran stands at 0. */
export async function readStatus(
  connection: Queries,
  projections: readonly Projection[],
  store: EventStore,
): Promise<readonly ProjectionStatus[]> {
  const names = projections.map(({ name }) => name);
  const { rows } = await connection.query<CheckpointRow>(
    `SELECT projection, stage, version, position, failure, failing_since, failed_attempts
       FROM read.checkpoints WHERE projection = ANY($1)`,
    [names],
  );
  const [running, rebuilding] = [
    await lockedProjections(connection, 'run', names),
    await lockedProjections(connection, 'rebuild', names),
  ];
  // Asked for last, so that no projection is ahead of it.
  const behind = new EventsBehind(store, await store.head());
  return Promise.all(
    names.map(async (name) => {
      const live = rows.find((row) => row.projection === name && row.stage === 'live');
      const next = rows.find((row) => row.projection === name && row.stage === 'rebuilding');
      const position = BigInt(live?.position ?? 0);
      return {
        name,
        version: live?.version ?? 1,
        position,
        lag: await behind.count(position),
        running: running.has(name),
        failure: failureOf(live),
        rebuilding: next !== undefined && rebuilding.has(name) ? BigInt(next.position) : null,
      };
    }),
  );
}

function failureOf(row: CheckpointRow | undefined): ProjectionStatus['failure'] {
  if (row === undefined || row.failure === null) return null;
  return {
    reason: row.failure,
    since: row.failing_since?.toISOString() ?? '',
    attempts: row.failed_attempts,
  };
}
