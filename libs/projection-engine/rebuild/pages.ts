import type { BareEvent, EventStore } from '#event-store';
import { EventsMissing, requireUnbroken } from '../runner/unbroken.js';
import type { Span } from './new-version.js';

/** Events of a share of the books, in commit order: as a store reads them, or as text for `bareEvents`. */
export type Share = readonly BareEvent[] | string;

/** The events of a span, cut into shares. */
export interface Page extends Span {
  readonly shares: readonly Share[];
}

/**
 * At most `limit` events after the position `from`, in so many shares, of which there may be several only where the store has
 * `readShares`. Undefined after the last. Rejects with EventsMissing.
 */
export async function readPage(
  store: EventStore,
  from: bigint,
  limit: number,
  shares: number,
): Promise<Page | undefined> {
  if (store.readShares === undefined) {
    const events = await store.readAll(from + 1n, { limit });
    requireUnbroken(store, events, from);
    const to = events.at(-1)?.position;
    return to === undefined ? undefined : { from, to, shares: [events] };
  }
  const read = await store.readShares(from + 1n, { limit, shares });
  if (read === undefined) return undefined;
  const { first, last, count } = read;
  const isUnbroken = first === from + 1n && last - from === BigInt(count);
  if (store.gapless === true ? !isUnbroken : first <= from) {
    throw new EventsMissing(`the store gave ${count} events from ${first} to ${last} after position ${from}`);
  }
  return { from, to: last, shares: read.shares };
}
