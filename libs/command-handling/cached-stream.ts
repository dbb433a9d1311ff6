import type { StreamEvent } from '#decision';
import type { KnownStream } from './known-stream.js';
import type { SnapshotWriting } from './snapshots/snapshot-writing.js';
import type { StreamReading } from './stream-reading.js';

/** What this process knows of one stream. Others may have written since, so it is read on where that matters. */
export class CachedStream<State, Event extends StreamEvent> {
  #latest: KnownStream<State> | undefined;
  #snapshotRevision = -1;
  #reading: Promise<KnownStream<State>> | undefined;
  #readingNext: Promise<KnownStream<State>> | undefined;

  constructor(
    readonly name: string,
    private readonly reading: StreamReading<State, Event>,
    private readonly snapshots: SnapshotWriting<State, Event> | undefined,
  ) {}

  get latest(): KnownStream<State> | undefined {
    return this.#latest;
  }

  /** Takes over what was written or read, unless more is known. */
  advance(known: KnownStream<State>): void {
    if (this.#latest && this.#latest.revision >= known.revision) return;
    this.#latest = known;
    this.#snapshotRevision =
      this.snapshots?.offer(this.name, known, this.#snapshotRevision) ?? this.#snapshotRevision;
  }

  /** The next use reads the stream anew. */
  forget(): void {
    this.#latest = undefined;
  }

  /**
   * The stream as the store has it, at the earliest when this was called. Who asks while a read is under way
   * shares the one that begins when it ends, for what it has passed may have been written to since.
   */
  upToDate(): Promise<KnownStream<State>> {
    if (!this.#reading) {
      this.#reading = this.#read().finally(() => (this.#reading = undefined));
      return this.#reading;
    }
    const ended = this.#reading.catch(() => undefined);
    this.#readingNext ??= ended.then(() => {
      this.#readingNext = undefined;
      return this.upToDate();
    });
    return this.#readingNext;
  }

  async #read(): Promise<KnownStream<State>> {
    const before = this.#latest;
    const readOn = before && (await this.reading.readOn(this.name, before));
    if (readOn) {
      this.advance(readOn);
      return this.#latest ?? readOn;
    }
    const { known, snapshotRevision } = await this.reading.load(this.name);
    if (this.#latest === before) this.#latest = undefined;
    this.#snapshotRevision =
      this.snapshots?.offerLoaded(this.name, known, snapshotRevision) ?? snapshotRevision;
    this.advance(known);
    return this.#latest ?? known;
  }
}
