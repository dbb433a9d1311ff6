import type { Pool } from 'pg';
import type { EventStore } from '#event-store';
import { recordFailure } from './checkpoints.js';
import { isOutage, isTableMissing } from './outage.js';
import type { Logger, Projection } from './projection.js';

/** So often in a row a table may be missing, as in the moment of a switch or before the migrations, until it counts as a failure. */
const MISSING_TABLE_TRIES = 3;

/** What projections run with. */
export interface Run {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly logger: Logger;
  /** Ends the run, after the batches that are being written. */
  readonly signal: AbortSignal;
  /** At most this many events in a transaction. */
  readonly batchSize: number;
  /** How long to wait after a failure, the first time and at most. */
  readonly backoff: { readonly firstMs: number; readonly maxMs: number };
}

/** In the log at once, and beside the checkpoint for whoever asks; the latter may fail with the database. */
export async function report(error: unknown, projection: Projection, run: Run, tries: number): Promise<void> {
  const details = { projection: projection.name, err: error };
  if (isOutage(error) && !(isTableMissing(error) && tries > MISSING_TABLE_TRIES)) {
    run.logger.warn(details, 'a projection waits for its database');
    return;
  }
  run.logger.error(details, 'a projection stands still: it cannot apply what comes next');
  const reason = error instanceof Error ? error.message : String(error);
  await recordFailure(run.pool, projection.name, reason).catch(() => {});
}
