import type { Columns, SavedState } from '#decision';

/** A stream's state at one of its events, so that reading need not begin at the first. */
export interface Snapshot {
  /** The decider's snapshot version that `state` is written in. */
  readonly version: number;
  /** Of the last event that `state` includes. */
  readonly revision: number;
  /** That event. Only if the stream still holds it there was the snapshot taken of this stream's story. */
  readonly last: { readonly id: string; readonly position: bigint; readonly recordedAt: string };
  readonly state: SavedState;
  /** The ids of the commands that the stream has already done, and where. */
  readonly commands: Columns;
}

/**
 * A cache of states, one a stream, of one decider. Nothing depends on it: it may forget, be late, be emptied, or
 * belong to another history of the store; whoever loads from it checks. What is damaged it does not give.
 */
export interface SnapshotStore {
  load(stream: string): Promise<Snapshot | undefined>;
  /** Takes the place of the stream's snapshot before. */
  save(stream: string, snapshot: Snapshot): Promise<void>;
}
