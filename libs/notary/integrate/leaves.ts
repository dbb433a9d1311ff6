import type { EventLeaf, EventStore } from '#event-store';

/** The store gave events out of order or with a gap. A tree that went on would no longer be the tree of the events. */
export class SequenceBroken extends Error {
  override readonly name = 'SequenceBroken';
}

/**
 * *Sequence*: the leaves of the events after this position, in the order of the store, batch by batch: their canonical bytes. Waits for more;
 * ends at the signal. While a batch is dealt with, the one after it is read, unless there were no more events.
 */
export async function* leavesAfter(
  store: Pick<EventStore, 'subscribeToLeaves'>,
  after: bigint,
  options: { readonly batchSize: number; readonly signal: AbortSignal },
): AsyncGenerator<readonly EventLeaf[], void, undefined> {
  const reading = store.subscribeToLeaves(after, options)[Symbol.asyncIterator]();
  for (let next = reading.next(); ;) {
    const { done, value } = await next;
    if (done === true) return;
    const isAhead = value.length === options.batchSize;
    if (isAhead) next = reading.next();
    // Where it fails while nobody waits for it: whoever comes back for it is told.
    if (isAhead) next.catch(() => {});
    yield value;
    if (!isAhead) next = reading.next();
  }
}

/**
 * Throws SequenceBroken where events, or their leaves, do not follow the event at position `after`: one by one where the store's positions have no
 * gaps, and growing elsewhere.
 */
export function requireSequence(
  { gapless }: Pick<EventStore, 'gapless'>,
  ordered: readonly { readonly position: bigint }[],
  after: bigint,
): void {
  let before = after;
  for (const { position } of ordered) {
    if (gapless === true ? position !== before + 1n : position <= before) {
      throw new SequenceBroken(`The event at position ${position} came after the one at ${before}.`);
    }
    before = position;
  }
}
