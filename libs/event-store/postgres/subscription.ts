import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { canonicalBytesOf } from '../canonical.js';
import { type CheckedSubscription } from '../checked-door.js';
import { type EventLeaf, type RecordedEvent } from '../port.js';
import { readAll, readHead, readLeafTexts, type LeafText } from './reading.js';
import { type Tail } from './tail.js';

const RETRY_MS_MIN = 50;
const RETRY_MS_MAX = 1_000;

/** Batches of events after this position, then waits for more: see `follow`. */
export const subscribe = (
  pool: pg.Pool,
  tail: Tail,
  afterPosition: bigint,
  options: CheckedSubscription,
): AsyncIterable<readonly RecordedEvent[]> =>
  follow(pool, tail, afterPosition, options, (from) =>
    readAll(pool, from, options.batchSize, options.streamPrefix),
  );

/** As `subscribe`, the leaves of the events of all streams. Rejects with OutsideLimits for an event that has no canonical form. */
export async function* subscribeToLeaves(
  pool: pg.Pool,
  tail: Tail,
  afterPosition: bigint,
  options: CheckedSubscription,
): AsyncGenerator<readonly EventLeaf[], void, undefined> {
  const readFrom = (from: bigint): Promise<LeafText[]> => readLeafTexts(pool, from, options.batchSize);
  for await (const texts of follow(pool, tail, afterPosition, options, readFrom)) {
    yield texts.map(({ position, json }) => ({ position, bytes: canonicalBytesOf(json) }));
  }
}

/**
 * Batches after this position, then waits for more. Nothing is read ahead of the reader. A server that is gone is asked again until
 * it answers; the place is kept here, so nothing is skipped or given twice. The tail only tells when to read: the place moves to
 * events that were read, and over those of other streams, to a head that was asked for before the read that found nothing more.
 */
async function* follow<Item extends { readonly position: bigint }>(
  pool: pg.Pool,
  tail: Tail,
  afterPosition: bigint,
  { batchSize, streamPrefix, signal }: CheckedSubscription,
  readFrom: (position: bigint) => Promise<Item[]>,
): AsyncGenerator<readonly Item[], void, undefined> {
  let passed = afterPosition;
  tail.reached(await untilAnswered(() => readHead(pool), 0n, signal));
  for (;;) {
    if ((await tail.beyond(passed, signal)) === undefined) return;
    const head =
      streamPrefix === undefined ? passed : await untilAnswered(() => readHead(pool), passed, signal);
    const events = await untilAnswered(() => readFrom(passed + 1n), [], signal);
    if (signal.aborted) return;
    const last = events.at(-1)?.position ?? passed;
    const before = passed;
    // A short answer has everything up to the head before it; what it leaves out does not begin with the prefix.
    passed = events.length < batchSize && head > last ? head : last;
    if (events.length > 0) yield events;
    // A server that was replaced by one that lags behind: what was there once will come again.
    else if (head <= before) await pause(RETRY_MS_MIN, undefined, { signal }).catch(() => undefined);
  }
}

/** Repeats the question with growing pauses until it is answered; `otherwise` once the signal says that nobody needs it. */
async function untilAnswered<T>(ask: () => Promise<T>, otherwise: T, signal: AbortSignal): Promise<T> {
  for (let delay = RETRY_MS_MIN; !signal.aborted; delay = Math.min(delay * 2, RETRY_MS_MAX)) {
    try {
      return await ask();
    } catch {
      await pause(delay, undefined, { signal }).catch(() => undefined);
    }
  }
  return otherwise;
}
