import type { Pool } from 'pg';
import type { EventStore } from '#event-store';
import { pause } from '../running/again.js';
import { resumeTree } from '../reading/tree.js';
import { leavesAfter, requireSequence } from './leaves.js';
import { grow, type Growth } from './growth.js';
import { writeGrowth } from './write-growth.js';

export interface Integration {
  readonly pool: Pool;
  readonly store: EventStore;
  /** At most this many leaves in a transaction, 1 to 10,000. */
  readonly batchSize: number;
  /** So long it gathers what comes in ones and twos, so that each need not have a transaction of its own. */
  readonly gatherMs: number;
  /** Ends it after the batch that is being written. */
  readonly signal: AbortSignal;
  /** Called after each batch with the new size. */
  readonly onIntegrated: (size: number) => void;
}

/**
 * *Integrate*: makes leaves of all events that are not in the tree yet, batch by batch, and waits for more. While a batch is written the
 * next one is read and hashed. Resolves at the signal, or where another process let the tree grow; who goes on begins anew from
 * what the tree's row tells. Rejects with an outage, SequenceBroken or TreeBroken; whether the last batch was written is
 * then for the row to tell.
 */
export async function integrate({ pool, store, signal, ...run }: Integration): Promise<void> {
  const { tree, position } = await resumeTree(pool);
  let passed = position;
  const ended = new AbortController();
  const batches = leavesAfter(store, position, {
    batchSize: run.batchSize,
    signal: AbortSignal.any([signal, ended.signal]),
  });
  const write = async (growth: Growth): Promise<boolean> => {
    try {
      const written = await writeGrowth(pool, growth);
      if (written) run.onIntegrated(growth.head.size);
      else ended.abort();
      return written;
    } catch (error) {
      ended.abort();
      throw error;
    }
  };
  let writing = Promise.resolve(true);
  try {
    for await (const batch of batches) {
      const [first, ...others] = batch;
      if (first === undefined) continue;
      requireSequence(store, batch, passed);
      const growth = grow(tree, [first, ...others]);
      passed = growth.position;
      if (signal.aborted || !(await writing)) break;
      writing = write(growth);
      // Where it fails the subscription ends, and below it is asked what came of it.
      writing.catch(() => {});
      if (batch.length < run.batchSize && (await writing)) await pause(run.gatherMs, signal);
    }
  } finally {
    // What was read ahead is not waited for.
    ended.abort();
  }
  await writing;
}
