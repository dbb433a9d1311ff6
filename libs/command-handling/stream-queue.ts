import { EventStoreUnavailable, type AppendResult, type EventStore } from '#event-store';
import type { CachedStream } from './cached-stream.js';
import { Convoy, type DecidedCommand } from './convoy.js';
import type { Counts } from './counts.js';
import type { StreamEvent } from '#decision';
import type { Decider } from './decider.js';
import { handIn, isWrittenAsDecided } from './handing-in.js';
import { asWritten, type KnownStream, type StreamState } from './known-stream.js';
import type { PendingCommand } from './pending-command.js';
import { settle } from './settling.js';
import { TurnTaking } from './turn-taking.js';

type Appended = Extract<AppendResult, { status: 'appended' }>;

/**
 * The commands of one stream, in the order they came. While one convoy is on its way to the store the next is decided on
 * the state that will be; it leaves when the one before has arrived, so hundreds of commands share a commit. When a
 * convoy comes second after another process, the stream is read on and all that is not answered is decided again, in order.
 */
export class StreamQueue<State, Event extends StreamEvent> {
  #waiting: PendingCommand<State, Event>[] = [];
  /** Decided, not yet handed in. Undefined while the stream is being read. */
  #open: Convoy<State, Event> | undefined;
  /** The stream must be read on before anything is decided. */
  #doubted = false;
  #running = false;
  readonly #turns = new TurnTaking();

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
        const known = this.#doubted ? undefined : this.stream.latest;
        await this.#sendConvoys(known ?? (await this.#readOn()));
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
    this.#doubted = false;
    return known;
  }

  /** One convoy after the other, until nobody waits or what was decided does not stand. */
  async #sendConvoys(base: StreamState<State>): Promise<void> {
    this.#openConvoy(base);
    while (this.#open && this.#open.decided.length > 0) {
      const pauseMs = this.#turns.pauseMs();
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const sent = this.#open;
      this.#openConvoy(sent.tip);
      const stands = await this.#send(sent);
      if (!stands) this.#undecide(sent);
    }
    this.#open = undefined;
  }

  #openConvoy(base: StreamState<State>): void {
    this.#open = new Convoy(base, this.decider);
    this.#decideWaiting();
  }

  #decideWaiting(): void {
    for (let next = this.#waiting[0]; next && this.#open?.take(next); next = this.#waiting[0])
      this.#waiting.shift();
  }

  /** Puts back in front, in order, whoever is not answered yet. */
  #undecide(sent: Convoy<State, Event>): void {
    const decided = [...sent.decided, ...(this.#open?.decided ?? [])];
    this.#waiting.unshift(...decided.map(({ command }) => command).filter(({ answered }) => !answered));
    this.#open = undefined;
  }

  /** Whether the state that the convoy leads to has come. If not, whoever is not answered must be decided again. */
  async #send(convoy: Convoy<State, Event>): Promise<boolean> {
    if (convoy.events.length === 0) return this.#settleWithoutAppend(convoy);
    const startedAt = this.#turns.now();
    let result: AppendResult;
    try {
      result = await handIn(this.store, this.stream.name, convoy, this.counts);
    } catch (error) {
      return this.#failed(convoy, error);
    }
    if (result.status === 'appended' && isWrittenAsDecided(convoy, result)) {
      this.#turns.appended(startedAt);
      this.#arrived(convoy, result);
      return true;
    }
    return this.#cameSecond(convoy, result);
  }

  /** A refusal is true of the state it was decided on; it stands if that was the stream's after the command came. */
  #settleWithoutAppend(convoy: Convoy<State, Event>): boolean {
    const stands = ({ command, verdict }: DecidedCommand<State, Event>) =>
      command.fresh || verdict.kind === 'repeats' || verdict.kind === 'used_elsewhere';
    const standing = convoy.decided.filter(stands);
    standing.forEach((decided) => settle(this.store, this.stream, decided, undefined));
    if (standing.length < convoy.decided.length) this.#doubted = true;
    return !this.#doubted;
  }

  #arrived(convoy: Convoy<State, Event>, result: Appended): void {
    const lastEvent = convoy.events.at(-1);
    if (lastEvent) this.stream.advance(asWritten(convoy.tip, lastEvent, result.lastPosition));
    convoy.decided.forEach((decided) => settle(this.store, this.stream, decided, result));
  }

  #cameSecond(convoy: Convoy<State, Event>, result: AppendResult): boolean {
    this.#doubted = true;
    if (result.status === 'conflict') {
      this.#turns.cameSecond();
      this.counts.conflicts += 1;
    }
    const { writers } = convoy;
    for (const writer of writers) {
      if (result.status === 'duplicate_id' && writers.length === 1) writer.usedElsewhere = true;
      if (result.status === 'duplicate_id' && writers.length > 1) writer.alone = true;
      writer.cameSecond(this.triesMax);
    }
    return false;
  }

  /** No answer: whether it was written is not known. Another error: the store will not have one of the commands. */
  #failed(convoy: Convoy<State, Event>, error: unknown): boolean {
    this.#doubted = true;
    const { writers } = convoy;
    if (error instanceof EventStoreUnavailable || writers.length === 1)
      writers.forEach((writer) => writer.fail(error));
    else writers.forEach((writer) => (writer.alone = true));
    return false;
  }
}
