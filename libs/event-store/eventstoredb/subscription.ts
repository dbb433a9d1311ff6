import { setTimeout as pause } from 'node:timers/promises';
import { once } from 'node:events';
import { type RecordedEvent } from '../port.js';
import { clientLibrary } from './client.js';
import { Delivery } from './delivery.js';
import { type Prefixes } from './prefixes.js';
import { placeOf, type Reading } from './reading.js';

const RETRY_MS_MIN = 50;
const RETRY_MS_MAX = 1_000;
/** After so many events of strangers the server says how far it has looked. */
const SEARCH_WINDOW_EVENTS = 1_024;

export interface SubscriptionOptions {
  readonly batchSize: number;
  readonly prefixes: Prefixes;
  /** Of the subscriber, or of the store's end. */
  readonly signal: AbortSignal;
}

/**
 * Batches after this position, then waits for more. The server leaves out what is not ours. It ends a subscription when it dies, when the
 * leader changes, when the reader is too slow; then another one begins after the last event that the reader has dealt with,
 * which it says by asking for more. The place is that of an event, never the server's own mark of how far it has looked: those
 * were seen to skip an event. Where the server lets nobody in, or refuses what is asked, it says so.
 */
export async function* subscribe(
  reading: Reading,
  afterPosition: bigint,
  { batchSize, prefixes, signal }: SubscriptionOptions,
): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  if (prefixes.all.length === 0) {
    if (!signal.aborted) await once(signal, 'abort');
    return;
  }
  let passed = afterPosition;
  for (let delay = RETRY_MS_MIN; !signal.aborted; delay = Math.min(delay * 2, RETRY_MS_MAX)) {
    const delivery = deliver(reading, passed, prefixes, batchSize);
    const end = (): void => delivery.end();
    signal.addEventListener('abort', end);
    try {
      for (let batch = await delivery.next(); batch !== undefined; batch = await delivery.next()) {
        if (signal.aborted) return;
        yield batch;
        passed = batch.at(-1)?.position ?? passed;
        delay = RETRY_MS_MIN;
      }
    } finally {
      signal.removeEventListener('abort', end);
      delivery.end();
    }
    await pause(delay, undefined, { signal }).catch(() => undefined);
  }
}

function deliver(
  { client, timeoutMs }: Reading,
  after: bigint,
  prefixes: Prefixes,
  batchSize: number,
): Delivery {
  const filter = clientLibrary().streamNameFilter({
    prefixes: [...prefixes.all],
    maxSearchWindow: SEARCH_WINDOW_EVENTS,
  });
  const subscription = client.subscribeToAll({
    fromPosition: placeOf(after),
    filter,
    requiresLeader: true,
  });
  return new Delivery(subscription, batchSize, after, timeoutMs);
}
