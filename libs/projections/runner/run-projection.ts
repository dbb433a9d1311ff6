import type { Pool } from 'pg';
import type { EventStore } from '#event-store';
import { applyBatch } from './apply-batch.js';
import { readCheckpoint, recordFailure } from './checkpoints.js';
import { Backoff, isOutage, isTableMissing } from './outage.js';
import type { Logger, Projection } from './projection.js';
import { requireUnbroken } from './unbroken.js';

/** So often in a row a table may be missing, as in the moment of a switch or before the migrations, until it counts as a failure. */
const MISSING_TABLE_TRIES = 3;

export interface Run {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly logger: Logger;
  /** Ends the run, after the batch that is being written. */
  readonly signal: AbortSignal;
  /** At most this many events in a transaction. */
  readonly batchSize: number;
  /** How long to wait after a failure, the first time and at most. */
  readonly backoff: { readonly firstMs: number; readonly maxMs: number };
}

/**
 * Keeps a projection up to date until the signal: reads on from its checkpoint, batch by batch. Never rejects. After an
 * outage, and before a poisoned event or a gap, it says so, waits and tries again, always from what the checkpoint tells.
 * Any number of these may run at once, in any number of processes: every event is applied once.
 */
export async function runProjection(projection: Projection, run: Run): Promise<void> {
  const backoff = new Backoff(run.backoff);
  while (!run.signal.aborted) {
    try {
      await follow(projection, run, backoff);
    } catch (error) {
      if (run.signal.aborted) return;
      await report(error, projection, run, backoff.failures + 1);
      await backoff.wait(run.signal);
    }
  }
}

/** Follows the events from the checkpoint on, until the signal or until somebody else was first. */
async function follow(projection: Projection, run: Run, backoff: Backoff): Promise<void> {
  let { position } = await readCheckpoint(run.pool, projection.name);
  const { batchSize, signal } = run;
  for await (const batch of run.store.subscribe(position, { batchSize, signal })) {
    requireUnbroken(run.store, batch, position);
    if (signal.aborted || !(await applyBatch(run.pool, projection, batch, position))) return;
    position = batch.at(-1)?.position ?? position;
    backoff.reset();
  }
}

/** In the log at once, and beside the checkpoint for whoever asks; the latter may fail with the database. */
async function report(error: unknown, projection: Projection, run: Run, tries: number): Promise<void> {
  const details = { projection: projection.name, err: error };
  if (isOutage(error) && !(isTableMissing(error) && tries > MISSING_TABLE_TRIES)) {
    run.logger.warn(details, 'a projection waits for its database');
    return;
  }
  run.logger.error(details, 'a projection stands still: it cannot apply what comes next');
  const reason = error instanceof Error ? error.message : String(error);
  await recordFailure(run.pool, projection.name, reason).catch(() => {});
}
