import type pg from 'pg';
import type { EventStore } from '#event-store';
import { Backoff, pause } from './outage.js';
import { openPool } from './pool.js';
import type { Logger, Projection } from './projection.js';
import { connectForLocks, type LockConnection, tryLock } from './projection-lock.js';
import { ProjectionGroups } from './projection-groups.js';
import { type ProjectionStatus, readStatus } from './status.js';

export interface ProjectionsOptions {
  /** The database that holds the read models; it may also hold the events. */
  readonly url: string;
  readonly store: EventStore;
  readonly logger: Logger;
  readonly projections: readonly Projection[];
  /** At most this many events in a transaction, 1 to 10,000. */
  readonly batchSize?: number;
  /** At most this many connections, besides the one that holds the locks. */
  readonly connectionsMax?: number;
  /** How often to ask whether another process has let go of a projection. */
  readonly takeOverMs?: number;
  /** How long to wait after a failure, the first time and at most. */
  readonly backoff?: { readonly firstMs: number; readonly maxMs: number };
}

export interface RunningProjections {
  /** Ends after the batches that are being written; resolves when nothing runs any more. */
  stop(): Promise<void>;
  /** How far each projection is, whichever process runs it. Rejects where the database does not answer. */
  status(): Promise<readonly ProjectionStatus[]>;
}

const BATCH_SIZE = 1_000;
const CONNECTIONS_MAX = 4;
const TAKE_OVER_MS = 1_000;
const BACKOFF = { firstMs: 200, maxMs: 10_000 };

/**
 * Runs the projections in this process, each of them only while no other process does. Returns at once and never gives
 * up: while the database cannot be reached it tries again, less and less often.
 */
export function startProjections(options: ProjectionsOptions): RunningProjections {
  const pool = openPool(options.url, options.connectionsMax ?? CONNECTIONS_MAX, (error) =>
    options.logger.warn({ err: error }, 'an idle connection was lost'),
  );
  const stopping = new AbortController();
  const ended = runWhileLocked(options, pool, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await ended;
      if (!pool.ended) await pool.end();
    },
    status: () => readStatus(pool, options.projections, options.store),
  };
}

async function runWhileLocked(options: ProjectionsOptions, pool: pg.Pool, stop: AbortSignal): Promise<void> {
  const backoff = new Backoff(options.backoff ?? BACKOFF);
  while (!stop.aborted) {
    try {
      const connection = await connectForLocks(options.url);
      backoff.reset();
      await runUnderLocks(connection, options, pool, stop);
    } catch (error) {
      options.logger.warn({ err: error }, 'the projections wait for their database');
      await backoff.wait(stop);
    }
  }
}

/**
 * Runs whatever it can lock, and asks again and again for the rest, until it shall stop or the connection is lost. Asking
 * shows as well that the connection still answers. Resolves when every run has ended.
 */
async function runUnderLocks(
  connection: LockConnection,
  options: ProjectionsOptions,
  pool: pg.Pool,
  stop: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([stop, connection.lost, failed.signal]);
  const groups = new ProjectionGroups({
    pool,
    signal,
    store: options.store,
    logger: options.logger,
    batchSize: options.batchSize ?? BATCH_SIZE,
    backoff: options.backoff ?? BACKOFF,
  });
  const running = new Set<string>();
  try {
    while (!signal.aborted) {
      await connection.query('SELECT');
      const taken: Projection[] = [];
      for (const projection of options.projections) {
        if (running.has(projection.name) || !(await tryLock(connection, 'run', projection.name))) continue;
        options.logger.info({ projection: projection.name }, 'this process runs the projection now');
        running.add(projection.name);
        taken.push(projection);
      }
      groups.start(taken);
      await pause(options.takeOverMs ?? TAKE_OVER_MS, signal);
    }
  } finally {
    failed.abort();
    await groups.ended();
    await connection.close();
  }
}
