import type { Book } from './book.js';
import type { Context, DeclaredCommand, StreamCommand } from './declared-command.js';
import {
  type DeclaredEvent,
  type DeclaredEvents,
  type StreamEvent,
  upcastBy,
  versionOf,
} from './declared-event.js';
import { commonRefusals, type Decision, rejected, type Rejection, type Refusals } from './decision.js';

/** Columns of bytes by name. */
export interface Columns {
  readonly [name: string]: Uint8Array;
}

/** A state as it is kept: what JSON can hold, and as bytes what grows with the stream. */
export interface SavedState {
  readonly fields: unknown;
  readonly columns: Columns;
}

export interface SnapshotLayout<State> {
  /** Changes whenever `evolve` or the saved shape does: snapshots of another version are not looked at. */
  readonly version: number;
  save(state: State): SavedState;
  /**
   * Throws on what `save` of this version does not give. May look things up in the columns as long
   * as the state is used.
   */
  load(saved: SavedState): State;
}

/** What somebody may read of a stream's book. */
export interface View {
  /** Every line, the trail and the proofs. */
  readonly whole: boolean;
  /** Own parties, whose lines may be read. */
  readonly parties: ReadonlySet<string>;
  /** The sums over all parties. */
  readonly totals: boolean;
}

/** What a kind of stream declares: every program of the house goes by it. */
export interface KindDeclaration<
  State,
  Event extends StreamEvent,
  Command extends StreamCommand,
  Actor,
  Parties,
> {
  /** In small letters with hyphens, e.g. `co-production`. Names it in metrics, journals and snapshots. */
  readonly name: string;
  /** How the names of its streams begin, e.g. `coproduction-`; the id follows. */
  readonly prefix: string;
  /** The state of a stream in which nothing was ever written. Its status is `absent`. */
  readonly initial: State;
  /** Every status a stream can be in; the first is `absent`. */
  readonly statuses: readonly string[];
  statusOf(state: State): string;
  readonly commands: {
    readonly [Type in Command['type']]: DeclaredCommand<State, Parties>;
  };
  readonly events: { readonly [Type in Event['type']]: DeclaredEvent<State> };
  readonly snapshot: SnapshotLayout<State>;
  /**
   * What is answered where nothing was ever written, and to those who may not know of it. Its
   * details name the id as `named`, where that is told.
   */
  readonly missing: { readonly code: string; readonly meaning: string; readonly named?: string };
  /** Undefined where the actor may give the command; what the command then meets is the rule's. */
  authorise(command: Command, state: State, actor: Actor, id: string): Rejection | undefined;
  /** What the actor may read; undefined where that is nothing, which must be answered as if there were no such stream. */
  viewOf(state: State, actor: Actor): View | undefined;
  /** Undefined where the kind of stream keeps no book. */
  readonly book: Book<State, Event> | undefined;
}

/**
 * A kind of stream, as the engines use it. States are values: `evolve` leaves the state before as
 * it was, because several commands are decided ahead of the commit and may have to be decided
 * again from an earlier state.
 */
export interface StreamKind<
  State = unknown,
  Event extends StreamEvent = StreamEvent,
  Command extends StreamCommand = StreamCommand,
  Actor = unknown,
  Parties = unknown,
> extends KindDeclaration<State, Event, Command, Actor, Parties> {
  /** The refusal of `missing`. */
  unknown(id: string): Rejection;
  /** The name of the stream with this id. */
  of(id: string): string;
  /** The id in the name of a stream; undefined where the stream is of another kind. */
  idOf(stream: string): string | undefined;
  evolve(state: State, event: Event): State;
  /** Throws on a type that is not known and on a version newer than this program. */
  upcast(type: string, schemaVersion: number, data: unknown): Event;
  /** The version that an event of this type is written in today. */
  schemaVersion(type: string): number;
  /**
   * What comes of a command: the events that happen, or the first rule that refuses it. The order
   * of refusals is: nothing was ever written there, the status does not allow the command, then the
   * command's own in their order. Who may give a command is decided before (`authorise`).
   */
  decide(command: Command, state: State, context: Context): Decision<Event>;
  /** The command as its rule takes it, with what it has to know of other parties. */
  withFacts(asked: Command, parties: Parties): Command;
  /** Whether an event concerns somebody with this view, who then may have all of it, and the proof that it happened. */
  mayRead(view: View, state: State, event: Event): boolean;
  /** Whether the event's data are of the shape that its type has today: a leaf of a log comes from outside. */
  hasItsShape(event: Event): boolean;
  /** What must have been asked for the event to happen; undefined where it does not tell. */
  commandBehind(event: Event): Command | undefined;
}

/** Everything that a command of this kind can be refused with, by code. */
export const refusalsOf = ({
  missing,
  commands,
}: Pick<StreamKind, 'missing'> & {
  readonly commands: { readonly [type: string]: Pick<DeclaredCommand, 'refuses'> };
}): Refusals => ({
  [missing.code]: { kind: 'unknown', meaning: missing.meaning },
  ...commonRefusals,
  ...Object.assign({}, ...Object.values(commands).map(({ refuses }) => refuses)),
});

/**
 * The codes that a command can be refused with, in their order of precedence, where its id is one
 * that nobody used. So what it brings into being cannot be known already; what begins a stream
 * cannot miss one; and what every status allows meets no wrong one.
 */
export function codesOf(
  kind: Pick<StreamKind, 'missing' | 'statuses'>,
  { statuses, refuses, creates }: Pick<DeclaredCommand, 'statuses' | 'refuses' | 'creates'>,
): string[] {
  const begins = statuses.includes('absent');
  const always = kind.statuses.every((status) => status === 'absent' || statuses.includes(status));
  return [
    ...(begins ? [] : [kind.missing.code]),
    'not_allowed',
    ...(always && !begins ? [] : ['wrong_status']),
    ...Object.keys(refuses).filter((code) => code !== `${creates}_known`),
  ];
}

/** Makes of a declaration all that follows from it. */
export function streamKind<State, Event extends StreamEvent, Command extends StreamCommand, Actor, Parties>(
  declared: KindDeclaration<State, Event, Command, Actor, Parties>,
): StreamKind<State, Event, Command, Actor, Parties> {
  const { prefix, missing } = declared;
  const unknown = (id: string): Rejection =>
    rejected(missing.code, missing.named === undefined ? {} : { [missing.named]: id }).rejection;
  const commands: { readonly [type: string]: DeclaredCommand<State, Parties> } = declared.commands;
  const events: DeclaredEvents<State> = declared.events;
  const command = (type: string) => declaredAs(commands, type, 'command');
  const event = (type: string) => declaredAs(events, type, 'event');
  const makers = makersOf(commands);
  return {
    ...declared,
    unknown,
    of: (id) => prefix + id,
    idOf: (stream) => (stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined),
    evolve: (state, { type, data }) => event(type).evolve(state, data as never),
    upcast: (type, schemaVersion, data) =>
      ({ type, data: upcastBy(events, type, schemaVersion, data) }) as Event,
    schemaVersion: (type) => versionOf(event(type)),
    decide(asked, state, context) {
      const status = declared.statusOf(state);
      const { statuses, decide } = command(asked.type);
      if (!statuses.includes(status)) {
        if (status === 'absent') return { rejection: unknown(context.id) };
        return rejected('wrong_status', { status });
      }
      return decide(asked as never, state, context) as Decision<Event>;
    },
    withFacts(asked, parties) {
      const { facts } = command(asked.type);
      return facts === undefined ? asked : { ...asked, ...facts(asked as never, parties) };
    },
    mayRead(view, state, { type, data }) {
      const concerned = event(type).concerns(state, data as never);
      return concerned === 'everybody' || view.whole || concerned.some((party) => view.parties.has(party));
    },
    hasItsShape: ({ type, data }) => event(type).data(data),
    commandBehind({ type, data }) {
      for (const asked of makers.get(type) ?? []) {
        const command = asked(data);
        if (command !== null) return command as Command;
      }
      return undefined;
    },
  };
}

function declaredAs<Declared>(
  all: { readonly [type: string]: Declared },
  type: string,
  what: string,
): Declared {
  const one = all[type];
  if (one === undefined) throw new Error(`${what} type ${type} is not known`);
  return one;
}

function makersOf(commands: {
  readonly [type: string]: Pick<DeclaredCommand, 'type' | 'makes'>;
}): ReadonlyMap<string, readonly ((data: object) => object | null)[]> {
  const makers = new Map<string, ((data: object) => object | null)[]>();
  for (const { type, makes } of Object.values(commands)) {
    for (const [eventType, askedFor] of Object.entries(makes)) {
      const of = (data: object): object | null => {
        const asked = askedFor(data as never);
        return asked && { type, ...asked };
      };
      makers.set(eventType, [...(makers.get(eventType) ?? []), of]);
    }
  }
  return makers;
}
