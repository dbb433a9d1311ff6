import type { EventStore } from '#event-store';
import type { StreamEvent } from '#decision';
import type { Counts } from '../counts.js';
import { type Decider, isLastKnown, type KnownStream, type LastEvent } from '../known-stream.js';
import { savedCommands } from './command-memory.js';
import type { Snapshot, SnapshotStore } from './snapshot-store.js';

/** Streams whose snapshot waits to be written. Beyond it they are written another time. */
const WAITING_MAX = 64;

/** Writes snapshots behind the answers, one at a time. What fails is counted and tried again when the stream has grown. */
export class SnapshotWriting<State, Event extends StreamEvent> {
  readonly #waiting = new Map<string, KnownStream<State>>();
  #writing: Promise<void> | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly decider: Decider<State, Event>,
    private readonly snapshots: SnapshotStore,
    private readonly counts: Counts,
    private readonly every: number,
  ) {}

  /**
   * Takes the stream in hand if it has grown enough since its last snapshot, and tells the revision of the last.
   * Growing by an eighth keeps the whole cost of writing in proportion to the stream, and what is left to read short.
   */
  offer(stream: string, known: KnownStream<State>, snapshotRevision: number): number {
    const growth = Math.max(this.every, Math.floor(known.revision / 8));
    return this.#takeInHand(stream, known, snapshotRevision, growth);
  }

  /** The same of a stream that was just loaded: what had to be read beyond its snapshot need not be read at the next start. */
  offerLoaded(stream: string, known: KnownStream<State>, snapshotRevision: number): number {
    return this.#takeInHand(stream, known, snapshotRevision, this.every);
  }

  /** Resolves when everything taken in hand is written or has failed. */
  async drained(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  #takeInHand(stream: string, known: KnownStream<State>, snapshotRevision: number, growth: number): number {
    const due = snapshotRevision + growth;
    if (known.revision < due || (this.#waiting.size >= WAITING_MAX && !this.#waiting.has(stream)))
      return snapshotRevision;
    this.#waiting.set(stream, known);
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
    return known.revision;
  }

  async #write(): Promise<void> {
    // Begins after the caller has gone on: writing out a large state takes milliseconds.
    await new Promise(setImmediate);
    for (const [stream, known] of this.#waiting) {
      this.#waiting.delete(stream);
      try {
        const snapshot = await this.#snapshotOf(stream, known);
        if (snapshot) await this.snapshots.save(stream, snapshot);
        if (snapshot) this.counts.snapshotsWritten += 1;
      } catch {
        this.counts.snapshotsFailed += 1;
      }
    }
  }

  async #snapshotOf(stream: string, known: KnownStream<State>): Promise<Snapshot | undefined> {
    const last = known.last && (await this.#recorded(stream, known.revision, known.last));
    if (!last) return undefined;
    const { snapshot } = this.decider;
    return {
      version: snapshot.version,
      revision: known.revision,
      last,
      state: snapshot.save(known.state),
      commands: savedCommands(known.commands),
    };
  }

  /** The answer to an append does not tell when the store recorded the event; the event itself does. */
  async #recorded(stream: string, revision: number, last: LastEvent): Promise<Snapshot['last'] | undefined> {
    const { id, position, recordedAt } = last;
    if (recordedAt !== undefined) return { id, position, recordedAt };
    const [event] = await this.store.readStream(stream, revision, 1);
    return event && isLastKnown(last, event) ? { id, position, recordedAt: event.recordedAt } : undefined;
  }
}
