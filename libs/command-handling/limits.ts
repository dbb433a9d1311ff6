/** Everything in this room is bounded by one of these. */
export interface Limits {
  /** Commands of one stream that wait for their answer, at most. */
  readonly streamPendingMax: number;
  /** Commands of all streams that wait for their answer, at most. */
  readonly pendingMax: number;
  /** How often a command is appended anew after another process was first. */
  readonly triesMax: number;
  /** Streams kept in memory while nobody uses them, at most. */
  readonly streamsCachedMax: number;
  /** Events, as a measure of memory (about 1 KiB of state each), that the streams kept stand for, at most. */
  readonly eventsCachedMax: number;
  /** A snapshot is due when a stream has grown by so many events and by an eighth; when it is loaded, by so many events beyond its snapshot. */
  readonly snapshotEvery: number;
}

export const defaultLimits: Limits = {
  streamPendingMax: 2_000,
  pendingMax: 10_000,
  triesMax: 200,
  streamsCachedMax: 10_000,
  eventsCachedMax: 200_000,
  snapshotEvery: 1_000,
};

/** What an envelope (ids, metadata, names, time) adds to the canonical form of an event's data, at most. */
export const envelopeBytesMax = 1_000;

/** Events read from the store at a time. */
export const readPageEvents = 1_000;
