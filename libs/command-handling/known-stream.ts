import type { NewEvent, RecordedEvent } from '#event-store';
import { VersionedMap } from '#versioned';
import type { StreamEvent, StreamKind } from '#decision';

/** A stream as its events tell it. A value: what comes after is another one. */
export interface StreamState<State> {
  readonly state: State;
  /** Of the last event; −1 before the first. */
  readonly revision: number;
  /** The stream's memory of what it has already done: command id → revision of the command's first event. */
  readonly commands: VersionedMap<string, number>;
}

/** What tells an event from another one at the same revision, after a backup was restored for instance. */
export interface LastEvent {
  readonly id: string;
  readonly position: bigint;
  /** Known of events that were read; the answer to an append does not tell it. */
  readonly recordedAt?: string;
}

/** A stream as the store has it, up to this revision. */
export interface KnownStream<State> extends StreamState<State> {
  /** Reading on begins here, to see that it is still there. Undefined before the first event. */
  readonly last: LastEvent | undefined;
}

export function unwritten<State>(initial: State): KnownStream<State> {
  return { state: initial, revision: -1, commands: VersionedMap.of(), last: undefined };
}

/** The stream as it will be once a command's events are written. */
export function afterDecided<State, Event extends StreamEvent>(
  stream: StreamState<State>,
  decider: Decider<State, Event>,
  commandId: string,
  events: readonly Event[],
): StreamState<State> {
  return {
    state: events.reduce((state, event) => decider.evolve(state, event), stream.state),
    revision: stream.revision + events.length,
    commands: stream.commands.set(commandId, stream.revision + 1),
  };
}

/** Turns what will be into what is: the append that ended in this event was written. */
export function asWritten<State>(
  stream: StreamState<State>,
  lastEvent: NewEvent,
  lastPosition: bigint,
): KnownStream<State> {
  return { ...stream, last: { id: lastEvent.id, position: lastPosition } };
}

/** The stream after further events were read. Throws where they do not follow on it without a gap. */
export function afterRead<State, Event extends StreamEvent>(
  stream: KnownStream<State>,
  decider: Decider<State, Event>,
  events: readonly RecordedEvent[],
): KnownStream<State> {
  const last = events.at(-1);
  if (last === undefined) return stream;
  let { state, revision, commands } = stream;
  for (const event of events) {
    if (event.revision !== ++revision)
      throw new Error(`${event.stream}: revision ${event.revision} read where ${revision} follows`);
    state = decider.evolve(state, decider.upcast(event.type, event.schemaVersion, event.data));
    const { commandId } = event.metadata;
    if (!commands.has(commandId)) commands = commands.set(commandId, event.revision);
  }
  return {
    state,
    revision,
    commands,
    last: { id: last.id, position: last.position, recordedAt: last.recordedAt },
  };
}

/** Whether this event, found in the store, is the one that was last known. */
export function isLastKnown(last: LastEvent, event: RecordedEvent | undefined): boolean {
  if (event?.id !== last.id || event.position !== last.position) return false;
  return last.recordedAt === undefined || event.recordedAt === last.recordedAt;
}

/** What command handling needs of a kind of stream: how its states come about, and how they are kept. */
export type Decider<State, Event extends StreamEvent> = Pick<
  StreamKind<State, Event>,
  'initial' | 'evolve' | 'upcast' | 'schemaVersion' | 'snapshot'
>;
