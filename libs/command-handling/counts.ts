/** What has happened since the start. The door of the room offers them; the metrics endpoint reads them. */
export class Counts {
  /** Appends that were written; each carries the events of one or many commands. */
  appends = 0;
  eventsAppended = 0;
  /** Appends that came second after another process. */
  conflicts = 0;
  /** Appends that were sent again because no answer came. */
  appendsSentAgain = 0;
  /** Commands that found no room to wait. */
  overloaded = 0;
  streamsLoaded = 0;
  eventsRead = 0;
  snapshotsUsed = 0;
  snapshotsWritten = 0;
  /** Snapshots that could not be read, did not fit the stream, or could not be written. Only speed is lost. */
  snapshotsFailed = 0;
}

/** Counts, and how full the room is now. */
export interface Figures extends Readonly<Counts> {
  /** Commands that wait for their answer. */
  readonly pending: number;
  /** Streams with a command or a reader. */
  readonly streamsInUse: number;
  readonly streamsCached: number;
  readonly eventsCached: number;
}
