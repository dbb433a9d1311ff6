import { canonicalBytes } from './canonical.js';
import { type EventLeaf, type RecordedEvent } from './port.js';

/** What `subscribeToLeaves` gives, made of what `subscribe` gives. */
export async function* leavesOfEvents(
  batches: AsyncIterable<readonly RecordedEvent[]>,
): AsyncGenerator<readonly EventLeaf[], void, undefined> {
  for await (const events of batches) {
    yield events.map((event) => ({ position: event.position, bytes: canonicalBytes(event) }));
  }
}
