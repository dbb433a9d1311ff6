import { EventStoreUnavailable, type AppendResult, type EventStore } from '#event-store';
import type { AppendBatch } from './append-batch.js';
import type { Counts } from './counts.js';
import type { StreamEvent } from '#decision';

type Appended = Extract<AppendResult, { status: 'appended' }>;

/**
 * Appends the batch's events behind the state that they were decided on. If no answer comes, asks once more with the same
 * event ids, which the store answers as the first time. Rejects with EventStoreUnavailable if there is none then.
 */
export async function appendBatch<State, Event extends StreamEvent>(
  store: EventStore,
  stream: string,
  { base, events, writers }: AppendBatch<State, Event>,
  counts: Counts,
): Promise<AppendResult> {
  const expected = base.revision < 0 ? 'none' : base.revision;
  writers.forEach((writer) => (writer.sent = true));
  const append = () => store.append(stream, expected, events);
  const result = await append().catch((error: unknown) => {
    if (!(error instanceof EventStoreUnavailable)) throw error;
    counts.appendsSentAgain += 1;
    return append();
  });
  if (result.status === 'appended') {
    counts.appends += 1;
    counts.eventsAppended += events.length;
  }
  return result;
}

/**
 * Whether the events are now in the store as they were decided. If they were there before, the same command came to another
 * process too, which may have decided otherwise; and each command must know the positions of its own events. Where it does not, the
 * stream tells.
 */
export function isWrittenAsDecided<State, Event extends StreamEvent>(
  { events }: AppendBatch<State, Event>,
  { repeated, positions, firstPosition, lastPosition }: Appended,
): boolean {
  const followOneAnother = lastPosition - firstPosition + 1n === BigInt(events.length);
  return !repeated && (positions?.length === events.length || followOneAnother);
}
