import type { BareEvent, EventStore } from '#event-store';

/** The store left events out, or gave some twice: rows made of these would be wrong for ever. */
export class EventsMissing extends Error {
  override readonly name = 'EventsMissing';
}

/**
 * Throws EventsMissing where these events, read from all streams, do not follow the position `from` one by one. Of a store whose
 * positions may have gaps nothing can be told but that they grow.
 */
export function requireUnbroken(
  store: Pick<EventStore, 'gapless'>,
  events: readonly BareEvent[],
  from: bigint,
): void {
  let before = from;
  for (const { position } of events) {
    if (store.gapless === true ? position !== before + 1n : position <= before) {
      throw new EventsMissing(`the store gave the event at position ${position} after position ${before}`);
    }
    before = position;
  }
}
