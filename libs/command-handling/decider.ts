import type { JsonObject } from '#event-store';

/** What a decider decides: an event as the domain writes it, before it has an id and a place. */
export interface DecidedEvent {
  readonly type: string;
  readonly data: JsonObject;
}

/** Columns of bytes by name. */
export interface Columns {
  readonly [name: string]: Uint8Array;
}

/** A state as it is kept: what JSON can hold, and as bytes what grows with the stream. */
export interface SavedState {
  readonly fields: unknown;
  readonly columns: Columns;
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
    save(state: State): SavedState;
    /** Throws on what `save` of this version does not give. May look things up in the columns as long as the state is used. */
    load(saved: SavedState): State;
  };
}
