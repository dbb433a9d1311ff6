import type { EventStore } from '#event-store';
import type { Decision, StreamEvent } from '#decision';
import { CachedStream } from './cached-stream.js';
import { Counts, type Figures } from './counts.js';
import type { Decider } from './known-stream.js';
import { type Envelope, metadataOf } from './envelope.js';
import { CommandHandlingOverloaded, type Outcome } from './outcome.js';
import { defaultLimits, type Limits } from './limits.js';
import { PendingCommand } from './pending-command.js';
import type { SnapshotStore } from './snapshots/snapshot-store.js';
import { SnapshotWriting } from './snapshots/snapshot-writing.js';
import { StreamReading } from './stream-reading.js';
import { StreamQueue } from './stream-queue.js';
import { type StreamInUse, StreamsInUse } from './streams-in-use.js';

export interface CommandHandlingOptions extends Partial<Limits> {
  /** Where states are kept between runs; without it a stream is read from its first event. */
  readonly snapshots?: SnapshotStore;
}

/**
 * The way of a command to one kind of stream: was it done before, what has happened so far, what is decided, append.
 * Several processes may write to the same streams; the store tells who was first.
 */
export class CommandHandling<State, Event extends StreamEvent> {
  readonly #limits: Limits;
  readonly #counts = new Counts();
  readonly #streams: StreamsInUse<State, Event>;
  readonly #snapshots: SnapshotWriting<State, Event> | undefined;
  readonly #pending = new Set<Promise<Outcome>>();

  constructor(store: EventStore, decider: Decider<State, Event>, options: CommandHandlingOptions = {}) {
    const { snapshots, ...limits } = options;
    this.#limits = { ...defaultLimits, ...limits };
    const counts = this.#counts;
    const { triesMax, snapshotEvery } = this.#limits;
    const writing = snapshots && new SnapshotWriting(store, decider, snapshots, counts, snapshotEvery);
    const reading = new StreamReading(store, decider, snapshots, counts);
    this.#snapshots = writing;
    this.#streams = new StreamsInUse((name) => {
      const cached = new CachedStream(name, reading, writing);
      return { cached, queue: new StreamQueue(store, decider, cached, triesMax, counts) };
    }, this.#limits);
  }

  /**
   * Decides and writes, once, however often the same command comes. `decide` is pure and may be called several times.
   * Rejects with CommandHandlingOverloaded or CommandHandlingContended (nothing was written), with
   * EventStoreUnavailable (whether it was written is not known: send the same command again), with a TypeError or
   * OutsideLimits for an envelope that is none or events that are too large, and with what `decide` throws.
   */
  async execute(
    stream: string,
    envelope: Envelope,
    decide: (state: State) => Decision<Event>,
  ): Promise<Outcome> {
    const command = new PendingCommand(metadataOf(stream, envelope), decide);
    const inUse = this.#streams.begin(stream);
    try {
      this.#admit(inUse);
      inUse.pending += 1;
      this.#pending.add(command.outcome);
      inUse.queue.enter(command);
      return await command.outcome;
    } finally {
      if (this.#pending.delete(command.outcome)) inUse.pending -= 1;
      this.#streams.end(inUse);
    }
  }

  /**
   * What the store held at some moment after the call; revision −1 where there is nothing.
   * Rejects with EventStoreUnavailable.
   */
  async read(stream: string): Promise<{ state: State; revision: number }> {
    const inUse = this.#streams.begin(stream);
    try {
      const { state, revision } = await inUse.cached.upToDate();
      return { state, revision };
    } finally {
      this.#streams.end(inUse);
    }
  }

  /** Resolves when every command that came in is answered and the snapshots taken in hand are written. */
  async drained(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
    await this.#snapshots?.drained();
  }

  get figures(): Figures {
    return { ...this.#counts, ...this.#streams.figures, pending: this.#pending.size };
  }

  #admit({ pending }: StreamInUse<State, Event>): void {
    const { streamPendingMax, pendingMax } = this.#limits;
    if (pending < streamPendingMax && this.#pending.size < pendingMax) return;
    this.#counts.overloaded += 1;
    throw new CommandHandlingOverloaded(
      `${pending} commands wait on this stream, ${this.#pending.size} on all`,
    );
  }
}
