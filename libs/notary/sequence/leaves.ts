import { canonicalBytes, type RecordedEvent } from '#event-store';

/** The store gave events out of order or with a gap. A tree that went on would no longer be the tree of the events. */
export class SequenceBroken extends Error {
  override readonly name = 'SequenceBroken';
}

/**
 * *Sequence*: the place of an event's leaf in the tree, from 0. It is the event's place in the store, whose positions
 * count from 1 without gaps. Throws a RangeError for what is no such position.
 */
export function leafIndexOf(position: bigint): number {
  const index = Number(position - 1n);
  if (index < 0 || !Number.isSafeInteger(index)) throw new RangeError(`${position} is no place of a leaf`);
  return index;
}

/**
 * The leaves of events that follow the first `size` ones: their canonical bytes. Throws SequenceBroken where they do not
 * follow them one by one.
 */
export function leavesOf(events: readonly RecordedEvent[], size: number): Uint8Array[] {
  return events.map((event, place) => {
    if (leafIndexOf(event.position) !== size + place) {
      throw new SequenceBroken(
        `The event at position ${event.position} comes where leaf ${size + place} belongs.`,
      );
    }
    return canonicalBytes(event);
  });
}
