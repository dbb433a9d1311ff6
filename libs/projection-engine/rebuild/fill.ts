import type { EventStore, RecordedEvent } from '#event-store';
import { requireUnbroken } from '../runner/unbroken.js';

/** How far a rebuild has come: the last event in the new version, of how many there are now. */
export interface RebuildProgress {
  readonly position: bigint;
  readonly head: bigint;
}

export interface Filling {
  readonly store: EventStore;
  /** At most this many events in a transaction. */
  readonly batchSize: number;
  readonly signal: AbortSignal;
  readonly onProgress: ((progress: RebuildProgress) => void) | undefined;
}

/** Takes a batch of events, which follow the position `from`, into new versions. */
export type Fill = (batch: readonly RecordedEvent[], from: bigint) => Promise<void>;

/**
 * Fills new versions from the event after `from` to what is the last one now, or somewhat further; answers how far.
 * What is written meanwhile is left for the next time, so that it ends however much is written.
 */
export async function fillUpToNow(
  from: bigint,
  { store, batchSize: limit, signal, onProgress }: Filling,
  fill: Fill,
): Promise<bigint> {
  const head = await store.head();
  let position = from;
  let batch = await store.readAll(position + 1n, { limit });
  while (batch.length > 0 && position < head) {
    signal.throwIfAborted();
    requireUnbroken(store, batch, position);
    const last = batch.at(-1)?.position ?? position;
    // The next batch is read while this one is worked out.
    const [next] = await Promise.all([store.readAll(last + 1n, { limit }), fill(batch, position)]);
    position = last;
    onProgress?.({ position, head: position > head ? position : head });
    batch = next;
  }
  return position;
}
