import type { EventStore, RecordedEvent } from '#event-store';
import type { Outcome } from './outcome.js';

/** What is asked of a stream about a command that it has already done. */
export interface RepeatedCommand {
  readonly stream: string;
  readonly commandId: string;
  readonly inputHash: string;
  readonly firstRevision: number;
}

/** Hardly a command has more events than this, so one read tells them all. */
const PAGE_EVENTS = 32;

/**
 * The first answer again, read from the stream itself: the command's events are those that follow one another under its id.
 * Another input under the same id: command_id_reused. Rejects with EventStoreUnavailable.
 */
export async function answerOfBefore(
  store: EventStore,
  command: RepeatedCommand,
): Promise<{ outcome: Outcome; cause: string | undefined }> {
  const events = await eventsOf(store, command);
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined)
    throw new Error(`${command.stream} has lost command ${command.commandId} at ${command.firstRevision}`);
  if (first.metadata.inputHash !== command.inputHash)
    return { outcome: { status: 'command_id_reused' }, cause: undefined };
  const { revision, position } = last;
  return {
    outcome: { status: 'accepted', repeated: true, revision, position, events },
    cause: first.metadata.cause,
  };
}

async function eventsOf(store: EventStore, command: RepeatedCommand): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const from = command.firstRevision + events.length;
    const page = await store.readStream(command.stream, from, PAGE_EVENTS);
    const end = page.findIndex((event) => event.metadata.commandId !== command.commandId);
    events.push(...(end < 0 ? page : page.slice(0, end)));
    if (end >= 0 || page.length < PAGE_EVENTS) return events;
  }
}
