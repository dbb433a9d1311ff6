import type { EventMetadata } from '#event-store';
import type { Decision } from '#decision';
import { CommandHandlingContended, type Outcome } from './outcome.js';

/** A command that waits for its answer. */
export class PendingCommand<State, Event> {
  readonly outcome: Promise<Outcome>;
  #resolve!: (outcome: Outcome | Promise<Outcome>) => void;
  #reject!: (error: unknown) => void;
  #answered = false;
  #conflicted = 0;

  /** The stream was read after the command came, so a refusal stands. */
  fresh = false;
  /** It was sent to the store: if the stream has it, this may be the very request that wrote it. */
  sent = false;
  /** The store refused an append that carried others too; this one goes by itself, so that it is known which it was. */
  alone = false;
  /** The store has its event ids, and if not in this stream, then in another. */
  idTaken = false;

  constructor(
    readonly metadata: EventMetadata,
    readonly decide: (state: State) => Decision<Event>,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get answered(): boolean {
    return this.#answered;
  }

  answer(outcome: Outcome | Promise<Outcome>): void {
    this.#answered = true;
    this.#resolve(outcome);
  }

  fail(error: unknown): void {
    this.#answered = true;
    this.#reject(error);
  }

  /** Its append found something else in its place. It is decided again, a bounded number of times. */
  conflicted(triesMax: number): void {
    this.#conflicted += 1;
    if (this.#conflicted >= triesMax)
      this.fail(new CommandHandlingContended(`other processes were first ${triesMax} times`));
  }
}
