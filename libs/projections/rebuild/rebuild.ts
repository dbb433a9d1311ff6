import pg from 'pg';
import type { EventStore } from '#event-store';
import { pause } from '../runner/outage.js';
import { openPool } from '../runner/pool.js';
import type { Projection } from '../runner/projection.js';
import { connectForLocks, type LockConnection, tryLock } from '../runner/projection-lock.js';
import { requireUnbroken } from '../runner/unbroken.js';
import { analyzeNewVersion, beginNewVersion, fillNewVersion } from './new-version.js';
import { switchToNewVersion } from './switch.js';

export interface Rebuild {
  /** The database that holds the read models. */
  readonly url: string;
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  /** At most this many events in a transaction, 1 to 10,000; 1,000 unless told. */
  readonly batchSize?: number;
  /** Ends the rebuild after the batch that is being written. What was filled is dropped by the next rebuild. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** How far a rebuild has come: the last event in the new version, of how many there are now. */
export interface RebuildProgress {
  readonly position: bigint;
  readonly head: bigint;
}

/** Another process is rebuilding one of the projections. */
export class RebuildUnderWay extends Error {
  override readonly name = 'RebuildUnderWay';

  constructor(readonly projection: string) {
    super(`${projection} is being rebuilt by another process`);
  }
}

const BATCH_SIZE = 1_000;
/** How often the switch is tried again where long reads hold the tables. */
const SWITCH_ATTEMPTS = 30;
/** SQLSTATE of a lock timeout, and of a deadlock with somebody who locks the tables in an order of his own. */
const inTheWay: readonly (string | undefined)[] = ['55P03', '40P01'];

/**
 * Works the projections out anew from the first event on, beside the versions that are read and run on meanwhile, and
 * then switches each to its new version. The log is read once for all of them. Resolves when all are switched. Rejects with
 * RebuildUnderWay, and with whatever a projection throws; the old versions stay then, and it can be run again.
 */
export async function rebuildProjections(rebuild: Rebuild): Promise<void> {
  const lock = await connectForLocks(rebuild.url);
  const pool = openPool(rebuild.url, 2, () => {});
  try {
    await lockAll(lock, rebuild.projections);
    const signal = AbortSignal.any([lock.lost, ...(rebuild.signal === undefined ? [] : [rebuild.signal])]);
    await beginNewVersion(pool, rebuild.projections);
    let filledTo = await fill(pool, rebuild, 0n, rebuild.projections, signal);
    await analyzeNewVersion(pool, rebuild.projections);
    filledTo = await fill(pool, rebuild, filledTo, rebuild.projections, signal);
    for (const projection of rebuild.projections) {
      await switchOver(pool, rebuild, projection, filledTo, signal);
    }
  } finally {
    await pool.end();
    await lock.close();
  }
}

async function lockAll(lock: LockConnection, projections: readonly Projection[]): Promise<void> {
  for (const { name } of projections) {
    if (!(await tryLock(lock, 'rebuild', name))) throw new RebuildUnderWay(name);
  }
}

/**
 * Fills the new versions from the event after `from` to what is the last one now, or somewhat further; answers how far.
 * What is written meanwhile is left for the next time, so that it ends however much is written.
 */
async function fill(
  pool: pg.Pool,
  rebuild: Rebuild,
  from: bigint,
  projections: readonly Projection[],
  signal: AbortSignal,
): Promise<bigint> {
  const limit = rebuild.batchSize ?? BATCH_SIZE;
  const head = await rebuild.store.head();
  let position = from;
  let batch = await rebuild.store.readAll(position + 1n, { limit });
  while (batch.length > 0 && position < head) {
    signal.throwIfAborted();
    requireUnbroken(rebuild.store, batch, position);
    const last = batch.at(-1)?.position ?? position;
    // The next batch is read while this one is written.
    const [next] = await Promise.all([
      rebuild.store.readAll(last + 1n, { limit }),
      fillNewVersion(pool, projections, batch, position),
    ]);
    position = last;
    rebuild.onProgress?.({ position, head: position > head ? position : head });
    batch = next;
  }
  return position;
}

/** Switches one projection; where long reads are in the way, catches up and tries again. */
async function switchOver(
  pool: pg.Pool,
  rebuild: Rebuild,
  projection: Projection,
  filledTo: bigint,
  signal: AbortSignal,
): Promise<void> {
  const batchSize = rebuild.batchSize ?? BATCH_SIZE;
  for (let attempt = 1, position = filledTo; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      await switchToNewVersion(pool, rebuild.store, projection, position, batchSize);
      return;
    } catch (error) {
      const busy = error instanceof pg.DatabaseError && inTheWay.includes(error.code);
      if (!busy || attempt === SWITCH_ATTEMPTS) throw error;
    }
    await pause(1_000, signal);
    position = await fill(pool, rebuild, position, [projection], signal);
  }
}
