import { CommandHandling, type SnapshotStore } from '#command-handling';
import { type StreamCommand, type StreamEvent, type StreamKind } from '#decision';
import { type EventStore } from '#event-store';
import { type Actor, type Kind, type Parties } from '#financing';

type Handling<State, Event extends StreamEvent> = CommandHandling<State, Event>;

/** Under which Nest finds the event store. */
export const EVENT_STORE = Symbol('EventStore');

/** The handling of all streams, one for each kind. */
export class KindStreams {
  private readonly handlings: ReadonlyMap<string, Handling<unknown, StreamEvent>>;

  constructor(
    kinds: readonly Kind[],
    store: EventStore,
    /** Where states of streams of this kind are kept between runs. */
    snapshotsOf: (kind: Kind) => SnapshotStore,
  ) {
    this.handlings = new Map(
      kinds.map((kind) => [kind.name, new CommandHandling(store, kind, { snapshots: snapshotsOf(kind) })]),
    );
  }

  /** Throws where the kind is none of those that are served. */
  of<State, Event extends StreamEvent, Command extends StreamCommand>({
    name,
  }: StreamKind<State, Event, Command, Actor, Parties>): Handling<State, Event> {
    const handling = this.handlings.get(name);
    if (handling === undefined) throw new Error(`streams of the kind ${name} are not served`);
    return handling as unknown as Handling<State, Event>;
  }

  /** Resolves when every command that came in is answered and the snapshots taken in hand are written. */
  async drained(): Promise<void> {
    await Promise.all([...this.handlings.values()].map((handling) => handling.drained()));
  }
}
