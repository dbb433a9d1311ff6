import pg from 'pg';
import type { EventStore } from '#event-store';
import { pause } from '../runner/outage.js';
import { openBulkPool, openPool } from '../runner/pool.js';
import type { Projection } from '../runner/projection.js';
import { connectForLocks, type LockConnection, tryLock } from '../runner/projection-lock.js';
import type { ReadTable } from '../tables/read-table.js';
import { completeTable, sizeOf } from './complete.js';
import { fillInShares } from './fill-in-shares.js';
import { type Filling, fillUpToNow, type RebuildProgress } from './fill.js';
import { beginNewVersion, fillNewVersion } from './new-version.js';
import { makeNotedTable } from './notes.js';
import type { ThreadProgram } from './share-in-thread.js';
import { switchToNewVersion } from './switch.js';

export interface Rebuild {
  /** The database that holds the read models. */
  readonly url: string;
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  /** Threads that may work rows out; without them the calling thread does. */
  readonly threads?: ThreadProgram;
  /** At most this many events in a transaction, 1 to 10,000; 1,000 unless told. */
  readonly batchSize?: number;
  /** Ends the rebuild after the batch that is being written. What was filled is dropped by the next rebuild. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** Another process is rebuilding one of the projections. */
export class RebuildUnderWay extends Error {
  override readonly name = 'RebuildUnderWay';

  constructor(readonly projection: string) {
    super(`${projection} is being rebuilt by another process`);
  }
}

const BATCH_SIZE = 1_000;
/** Tables that are completed at a time. */
const CONNECTIONS = 2;
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
  const pool = openPool(rebuild.url, CONNECTIONS, () => {});
  try {
    await lockAll(lock, rebuild.projections);
    const filling: Filling = {
      store: rebuild.store,
      batchSize: rebuild.batchSize ?? BATCH_SIZE,
      signal: AbortSignal.any([lock.lost, ...(rebuild.signal === undefined ? [] : [rebuild.signal])]),
      onProgress: rebuild.onProgress,
    };
    let filledTo = await fillInBulk(rebuild, filling);
    filledTo = await catchUp(pool, rebuild.projections, filledTo, filling);
    for (const projection of rebuild.projections) await switchOver(pool, projection, filledTo, filling);
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

/** Fills new versions as fast as it can be done while nobody reads them; answers up to where. */
async function fillInBulk({ url, projections, threads }: Rebuild, filling: Filling): Promise<bigint> {
  const pool = openBulkPool(url, CONNECTIONS);
  try {
    await beginNewVersion(pool, projections, makeNotedTable);
    const filledTo = await fillInShares({ ...filling, url, pool, projections, threads });
    await completeTables(pool, projections, filling.signal);
    return filledTo;
  } finally {
    await pool.end();
  }
}

/** The largest first, so that no connection is left with one in the end. */
async function completeTables(
  pool: pg.Pool,
  projections: readonly Projection[],
  signal: AbortSignal,
): Promise<void> {
  const sizes = new Map<ReadTable, number>();
  for (const { tables } of projections)
    for (const table of tables) sizes.set(table, await sizeOf(pool, table));
  const tables = [...sizes.keys()].toSorted((one, other) => (sizes.get(other) ?? 0) - (sizes.get(one) ?? 0));
  const completeNext = async (): Promise<void> => {
    for (let table = tables.shift(); table !== undefined; table = tables.shift()) {
      signal.throwIfAborted();
      await completeTable(pool, table);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, completeNext));
}

const catchUp = (
  pool: pg.Pool,
  projections: readonly Projection[],
  from: bigint,
  filling: Filling,
): Promise<bigint> =>
  fillUpToNow(from, filling, (batch, position) => fillNewVersion(pool, projections, batch, position));

/** Switches one projection; where long reads are in the way, catches up and tries again. */
async function switchOver(
  pool: pg.Pool,
  projection: Projection,
  filledTo: bigint,
  filling: Filling,
): Promise<void> {
  for (let attempt = 1, position = filledTo; ; attempt += 1) {
    filling.signal.throwIfAborted();
    try {
      await switchToNewVersion(pool, filling.store, projection, position, filling.batchSize);
      return;
    } catch (error) {
      const busy = error instanceof pg.DatabaseError && inTheWay.includes(error.code);
      if (!busy || attempt === SWITCH_ATTEMPTS) throw error;
    }
    await pause(1_000, filling.signal);
    position = await catchUp(pool, [projection], position, filling);
  }
}
