import { type CommandHandling, type DecidedEvent, type Outcome } from '#command-handling';
import { type JsonObject } from '#event-store';
import { type Decision, type Rejection } from '#financing';
import { type CommandCount } from '../metrics/command-count.js';
import { answerOf, type CommandAnswer } from './answers.js';
import { type Giving } from './giving.js';

export interface Task<State, Event> {
  readonly stream: string;
  /** Of the command. */
  readonly type: string;
  /** What was asked as it was asked, before defaults: what makes a repeat the same. */
  readonly input: object;
  readonly giving: Giving;
  /** Of what is made or changed. */
  readonly subjectId: string;
  readonly authorise: (state: State) => Rejection | undefined;
  readonly decide: (state: State) => Decision<Event>;
}

/**
 * The way of every command: may this person, then what do the rules say, both on the state that the answer is written
 * after. Rejects with the problem that it is where nothing was accepted.
 */
export async function carryOut<State, Event extends DecidedEvent>(
  streams: CommandHandling<State, Event>,
  count: CommandCount,
  task: Task<State, Event>,
): Promise<CommandAnswer> {
  const { stream, type, input, giving, subjectId, authorise, decide } = task;
  const envelope = {
    commandId: giving.commandId,
    actor: giving.caller.personId,
    cause: giving.cause,
    input: { type, ...input } as JsonObject,
  };
  let outcome: Outcome | undefined;
  try {
    outcome = await streams.execute(stream, envelope, (state) => {
      const rejection = authorise(state);
      return rejection ? { rejection } : decide(state);
    });
  } finally {
    count.count(type, outcome);
  }
  return answerOf(subjectId, outcome);
}
