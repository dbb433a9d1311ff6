import type { Pool } from 'pg';
import type { EventStore } from '#event-store';
import { pause } from '../running/pause.js';
import { resumeTree } from '../reading/tree.js';
import { leavesOf } from '../sequence/leaves.js';
import { grow } from './growth.js';
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
 * *Integrate*: makes leaves of all events that are not in the tree yet, batch by batch, and waits for more. Resolves at the signal,
 * or where another process let the tree grow; who goes on begins anew from what the tree's row tells. Rejects with an
 * outage, SequenceBroken or TreeBroken; whether the last batch was written is then for the row to tell.
 */
export async function integrate({ pool, store, signal, ...run }: Integration): Promise<void> {
  const tree = await resumeTree(pool);
  const batches = store.subscribe(BigInt(tree.size), { batchSize: run.batchSize, signal });
  for await (const batch of batches) {
    if (signal.aborted) return;
    if (!(await writeGrowth(pool, grow(tree, leavesOf(batch, tree.size))))) return;
    run.onIntegrated(tree.size);
    if (batch.length < run.batchSize) await pause(run.gatherMs, signal);
  }
}
