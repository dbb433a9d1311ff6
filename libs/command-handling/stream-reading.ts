import type { EventStore, RecordedEvent } from '#event-store';
import type { StreamEvent } from '#decision';
import type { Counts } from './counts.js';
import { afterRead, type Decider, isLastKnown, type KnownStream, unwritten } from './known-stream.js';
import { readPageEvents } from './limits.js';
import { commandsIn } from './snapshots/command-memory.js';
import type { SnapshotStore } from './snapshots/snapshot-store.js';

/** Reads streams up to their end: whole, from a snapshot, or on from where they are known. */
export class StreamReading<State, Event extends StreamEvent> {
  constructor(
    private readonly store: EventStore,
    private readonly decider: Decider<State, Event>,
    private readonly snapshots: SnapshotStore | undefined,
    private readonly counts: Counts,
  ) {}

  /**
   * The whole stream, with the revision that a snapshot of it already covers (−1: none does).
   * Rejects with EventStoreUnavailable, and with the decider's error on an event it cannot read.
   */
  async load(stream: string): Promise<{ known: KnownStream<State>; snapshotRevision: number }> {
    this.counts.streamsLoaded += 1;
    const snapshot = await this.#snapshot(stream);
    if (snapshot) {
      const known = await this.readOn(stream, snapshot);
      if (known) this.counts.snapshotsUsed += 1;
      else this.counts.snapshotsFailed += 1;
      if (known) return { known, snapshotRevision: snapshot.revision };
    }
    const known = await this.#readFrom(stream, unwritten(this.decider.initial));
    return { known, snapshotRevision: -1 };
  }

  /**
   * What has come since. Undefined where the store does not hold what is known: it was restored from a backup, for
   * instance. Rejects as `load` does.
   */
  async readOn(stream: string, known: KnownStream<State>): Promise<KnownStream<State> | undefined> {
    if (!known.last) return this.#readFrom(stream, known);
    const page = await this.store.readStream(stream, known.revision, readPageEvents);
    if (!isLastKnown(known.last, page[0])) return undefined;
    this.counts.eventsRead += page.length - 1;
    const read = afterRead(known, this.decider, page.slice(1));
    return page.length < readPageEvents ? read : this.#readFrom(stream, read);
  }

  /** While the events of one page are gone through, the store looks up the next. */
  async #readFrom(stream: string, known: KnownStream<State>): Promise<KnownStream<State>> {
    let read = known;
    let next = this.#page(stream, read.revision + 1);
    for (;;) {
      const page = await next;
      const isLast = page.length < readPageEvents;
      if (!isLast) next = this.#page(stream, read.revision + 1 + page.length);
      this.counts.eventsRead += page.length;
      read = afterRead(read, this.decider, page);
      if (isLast) return read;
    }
  }

  #page(stream: string, fromRevision: number): Promise<RecordedEvent[]> {
    const page = this.store.readStream(stream, fromRevision, readPageEvents);
    // Nobody waits for it any more if an event before it cannot be read.
    page.catch(() => undefined);
    return page;
  }

  /** A snapshot is only a cache: one that cannot be read is none. */
  async #snapshot(stream: string): Promise<KnownStream<State> | undefined> {
    try {
      const snapshot = await this.snapshots?.load(stream);
      if (snapshot?.version !== this.decider.snapshot.version) return undefined;
      return {
        state: this.decider.snapshot.load(snapshot.state),
        revision: snapshot.revision,
        commands: commandsIn(snapshot.commands, snapshot.revision),
        last: snapshot.last,
      };
    } catch {
      this.counts.snapshotsFailed += 1;
      return undefined;
    }
  }
}
