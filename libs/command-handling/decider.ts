import type { Json, JsonObject } from '#event-store';

/** What a decider decides: an event as the domain writes it, before it has an id and a place. */
export interface DecidedEvent {
  readonly type: string;
  readonly data: JsonObject;
}

/**
 * The pure rules of one kind of stream. States are values: `evolve` leaves the state before as it was, because
 * several commands are decided ahead of the commit and may have to be decided again from an earlier state.
 */
export interface Decider<State, Event extends DecidedEvent> {
  readonly initial: State;
  evolve(state: State, event: Event): State;
  /** Throws on a type it does not know and on a version newer than its own. */
  upcast(type: string, schemaVersion: number, data: JsonObject): Event;
  /** The version that an event of this type is written in today. */
  schemaVersion(type: string): number;
  readonly snapshot: {
    /** Changes whenever `evolve` or the saved shape does: snapshots of another version are not looked at. */
    readonly version: number;
    save(state: State): Json;
    load(json: Json): State;
  };
}
