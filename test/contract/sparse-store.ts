import { type EventStore, leavesOfEvents, type RecordedEvent } from '#event-store';

/** Positions as far apart as the places of events in a file are. */
const APART = 1_000n;
const FIRST = 437n;

/** The position in the sparse store of the event at this position, from 1, of the store below. */
export const sparsePosition = (position: bigint): bigint => FIRST + position * APART;

/** How many events of the store below are at this position or before it. */
const countUpTo = (position: bigint): bigint => (position < FIRST + APART ? 0n : (position - FIRST) / APART);

const spread = (event: RecordedEvent): RecordedEvent => ({
  ...event,
  position: sparsePosition(event.position),
});

/** The same events at positions that have gaps, as in a store whose positions are places in a file. */
export function sparseStore(store: EventStore): EventStore {
  return {
    gapless: false,
    async append(...appended) {
      const result = await store.append(...appended);
      if (result.status !== 'appended') return result;
      const { firstPosition, lastPosition } = result;
      return {
        ...result,
        firstPosition: sparsePosition(firstPosition),
        lastPosition: sparsePosition(lastPosition),
        positions: Array.from({ length: Number(lastPosition - firstPosition) + 1 }, (_, index) =>
          sparsePosition(firstPosition + BigInt(index)),
        ),
      };
    },
    readStream: async (...asked) => (await store.readStream(...asked)).map(spread),
    async readEvent(...asked) {
      const event = await store.readEvent(...asked);
      return event && spread(event);
    },
    readAll: async (from, options) =>
      (await store.readAll(from > 0n ? countUpTo(from - 1n) + 1n : 0n, options)).map(spread),
    async *subscribe(after, options) {
      for await (const events of store.subscribe(countUpTo(after), options)) yield events.map(spread);
    },
    // A leaf holds its event's position.
    subscribeToLeaves(after, options) {
      return leavesOfEvents(this.subscribe(after, options));
    },
    async head() {
      const head = await store.head();
      return head === 0n ? 0n : sparsePosition(head);
    },
    close: () => store.close(),
  };
}
