import { type AppendResult, type EventStore, EventStoreUnavailable } from '#event-store';
import type { StreamEvent } from '#decision';
import type { CachedStream } from './cached-stream.js';
import { AppendBatch, type DecidedCommand } from './append-batch.js';
import type { Counts } from './counts.js';
import { asWritten, type Decider, type KnownStream, type StreamState } from './known-stream.js';
import { appendBatch, isWrittenAsDecided } from './appending.js';
import type { PendingCommand } from './pending-command.js';
import { answerCommand } from './answering.js';
import { FairPauses } from './fair-pauses.js';

type Appended = Extract<AppendResult, { status: 'appended' }>;

/**
 * The commands of one stream, in the order they came. While one batch is on its way to the store the next is decided on
 * the state that will be; it leaves when the one before has arrived, so hundreds of commands share a commit. When a
 * batch comes second after another process, the stream is read on and all that is not answered is decided again, in order.
 */
export class StreamQueue<State, Event extends StreamEvent> {
  #waiting: PendingCommand<State, Event>[] = [];
  /** Decided, not yet appended. Undefined while the stream is being read. */
  #open: AppendBatch<State, Event> | undefined;
  /** The stream must be read on before anything is decided. */
  #stale = false;
  #running = false;
  readonly #pauses = new FairPauses();

  constructor(
    private readonly store: EventStore,
    private readonly decider: Decider<State, Event>,
    private readonly stream: CachedStream<State, Event>,
    private readonly triesMax: number,
    private readonly counts: Counts,
  ) {}

  enter(command: PendingCommand<State, Event>): void {
    this.#waiting.push(command);
    this.#decideWaiting();
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    // Whoever has waited for the same answer as the first comes now, and goes with it instead of waiting for its append.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      try {
        const known = this.#stale ? undefined : this.stream.latest;
        await this.#appendBatches(known ?? (await this.#readOn()));
      } catch (error) {
        // The stream cannot be read, so nobody who waits can be answered.
        this.#waiting.splice(0).forEach((command) => command.fail(error));
      }
    }
    this.#running = false;
  }

  async #readOn(): Promise<KnownStream<State>> {
    const reached = this.#waiting.slice();
    const known = await this.stream.upToDate();
    reached.forEach((command) => (command.fresh = true));
    this.#stale = false;
    return known;
  }

  /** One batch after the other, until nobody waits or what was decided does not stand. */
  async #appendBatches(base: StreamState<State>): Promise<void> {
    this.#openBatch(base);
    while (this.#open && this.#open.decided.length > 0) {
      const pauseMs = this.#pauses.pauseMs();
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const sent = this.#open;
      this.#openBatch(sent.tip);
      const stands = await this.#send(sent);
      if (!stands) this.#undecide(sent);
    }
    this.#open = undefined;
  }

  #openBatch(base: StreamState<State>): void {
    this.#open = new AppendBatch(base, this.decider);
    this.#decideWaiting();
  }

  #decideWaiting(): void {
    for (let next = this.#waiting[0]; next && this.#open?.take(next); next = this.#waiting[0])
      this.#waiting.shift();
  }

  /** Puts back in front, in order, whoever is not answered yet. */
  #undecide(sent: AppendBatch<State, Event>): void {
    const decided = [...sent.decided, ...(this.#open?.decided ?? [])];
    this.#waiting.unshift(...decided.map(({ command }) => command).filter(({ answered }) => !answered));
    this.#open = undefined;
  }

  /** Whether the state that the batch leads to has come. If not, whoever is not answered must be decided again. */
  async #send(batch: AppendBatch<State, Event>): Promise<boolean> {
    if (batch.events.length === 0) return this.#answerWithoutAppend(batch);
    const startedAt = this.#pauses.now();
    let result: AppendResult;
    try {
      result = await appendBatch(this.store, this.stream.name, batch, this.counts);
    } catch (error) {
      return this.#failed(batch, error);
    }
    if (result.status === 'appended' && isWrittenAsDecided(batch, result)) {
      this.#pauses.appended(startedAt);
      this.#arrived(batch, result);
      return true;
    }
    return this.#conflicted(batch, result);
  }

  /** A refusal is true of the state it was decided on; it stands if that was the stream's after the command came. */
  #answerWithoutAppend(batch: AppendBatch<State, Event>): boolean {
    const stands = ({ command, ruling }: DecidedCommand<State, Event>) =>
      command.fresh || ruling.kind === 'repeats' || ruling.kind === 'id_taken';
    const standing = batch.decided.filter(stands);
    standing.forEach((decided) => answerCommand(this.store, this.stream, decided, undefined));
    if (standing.length < batch.decided.length) this.#stale = true;
    return !this.#stale;
  }

  #arrived(batch: AppendBatch<State, Event>, result: Appended): void {
    const lastEvent = batch.events.at(-1);
    if (lastEvent) this.stream.advance(asWritten(batch.tip, lastEvent, result.lastPosition));
    batch.decided.forEach((decided) => answerCommand(this.store, this.stream, decided, result));
  }

  #conflicted(batch: AppendBatch<State, Event>, result: AppendResult): boolean {
    this.#stale = true;
    if (result.status === 'conflict') {
      this.#pauses.conflicted();
      this.counts.conflicts += 1;
    }
    const { writers } = batch;
    for (const writer of writers) {
      if (result.status === 'duplicate_id' && writers.length === 1) writer.idTaken = true;
      if (result.status === 'duplicate_id' && writers.length > 1) writer.alone = true;
      writer.conflicted(this.triesMax);
    }
    return false;
  }

  /** No answer: whether it was written is not known. Another error: the store will not have one of the commands. */
  #failed(batch: AppendBatch<State, Event>, error: unknown): boolean {
    this.#stale = true;
    const { writers } = batch;
    if (error instanceof EventStoreUnavailable || writers.length === 1)
      writers.forEach((writer) => writer.fail(error));
    else writers.forEach((writer) => (writer.alone = true));
    return false;
  }
}
