import type { Decision, Refusals } from './decision.js';
import type { Fields } from './fields.js';

/** What is asked of a stream. */
export interface StreamCommand {
  readonly type: string;
}

/** What a decision may know besides the command and the state. */
export interface Context {
  /** Of the stream that is decided about, without its prefix. */
  readonly id: string;
  /** The day on which it is decided, `YYYY-MM-DD`, where the server says it is. */
  readonly today: string;
}

/** All that the house knows of one command: what it takes, when it may be given, what refuses it, and its rule. */
export interface DeclaredCommand<State = unknown, Parties = never> {
  readonly type: string;
  readonly input: Fields;
  /**
   * The field with the id of what it is about; without it that is the stream itself. With
   * `creates`, the command brings it into being and its id is made of the command's id and this word.
   */
  readonly about?: string;
  readonly creates?: string;
  /** The command's own fields, of its input: what is left out gets its default here. */
  asked?(input: never, context: Pick<Context, 'today'>): object;
  /** What the rule has to know of other parties, looked up before it is asked. */
  facts?(asked: never, parties: Parties): object;
  /** The statuses of the stream in which it may be given. */
  readonly statuses: readonly string[];
  /** In the order in which they are looked at. */
  readonly refuses: Refusals;
  /**
   * The events that it makes, and for each what must have been asked for it to happen; null where
   * the event alone does not tell, because it comes with others. Whoever works a book out again
   * decides this anew.
   */
  readonly makes: { readonly [eventType: string]: (data: never) => object | null };
  decide(command: never, state: State, context: Context): Decision<unknown>;
}

/** Declared commands by type. */
export type DeclaredCommands<State = unknown> = { readonly [type: string]: DeclaredCommand<State> };

/** A command as its file declares it. */
interface CommandDeclaration<
  State,
  Command extends StreamCommand,
  Status extends string,
  Parties,
  Code extends string,
  Made extends string,
> extends DeclaredCommand<State, Parties> {
  readonly type: Command['type'];
  readonly about?: keyof Command & string;
  readonly statuses: readonly Status[];
  readonly refuses: Refusals<Code>;
  readonly makes: { readonly [_ in Made]: (data: never) => Omit<Command, 'type'> | null };
  decide(
    command: Command,
    state: State,
    context: Context,
  ): Decision<{ readonly type: NoInfer<Made>; readonly data: object }, NoInfer<Code>>;
}

/**
 * Declares the commands of streams with this state. The compiler holds the rule to it: it rejects
 * with codes of `refuses` alone, and makes events of `makes` alone.
 */
export const commandOf =
  <State, Status extends string, Parties>() =>
  <Command extends StreamCommand>() =>
  <Code extends string, Made extends string>(
    declared: CommandDeclaration<State, Command, Status, Parties, Code, Made>,
  ): typeof declared =>
    declared;

/** The union of the commands that are declared. */
export type CommandIn<Declared> = {
  [Type in keyof Declared]: Declared[Type] extends {
    decide(command: infer Command, ...more: never[]): unknown;
  }
    ? Command
    : never;
}[keyof Declared];
