import { canonicalBytes, type EventStore, type RecordedEvent } from '#event-store';

/** The store gave events out of order or with a gap. A tree that went on would no longer be the tree of the events. */
export class SequenceBroken extends Error {
  override readonly name = 'SequenceBroken';
}

/** An event on its way into the tree. */
export interface Leaf {
  /** Its place in the store. Its place in the tree is how many events came before it. */
  readonly position: bigint;
  readonly bytes: Uint8Array;
}

/**
 * *Sequence*: the leaves of events that follow the one at position `after`, in the order of the store: their canonical bytes. Throws
 * SequenceBroken where they do not follow it: one by one where the store's positions have no gaps, and growing elsewhere.
 */
export function leavesOf(
  { gapless }: Pick<EventStore, 'gapless'>,
  events: readonly RecordedEvent[],
  after: bigint,
): Leaf[] {
  let before = after;
  return events.map((event) => {
    const { position } = event;
    if (gapless === true ? position !== before + 1n : position <= before) {
      throw new SequenceBroken(`The event at position ${position} came after the one at ${before}.`);
    }
    before = position;
    return { position, bytes: canonicalBytes(event) };
  });
}
