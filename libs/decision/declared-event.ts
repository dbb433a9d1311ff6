import type { Of, Shape } from './shape.js';

/** An event of a stream: what happened, as the domain writes it, before it has an id and a place. */
export interface StreamEvent {
  readonly type: string;
  readonly data: object;
}

/** Turns the data of one version of an event type into the data of the next. It looks nothing up. */
export type Upcast = (data: unknown) => unknown;

/** Whose business an event is: the ids of parties, or everybody's who has a part in the book. */
export type Concerned = 'everybody' | readonly string[];

/** All that the house knows of one type of event: what it holds, and what it does to the state. */
export interface DeclaredEvent<State = unknown> {
  readonly type: string;
  readonly data: Shape;
  /** The steps from version 1 to the present one; none where the first shape still serves. */
  readonly upcasts: readonly Upcast[];
  /**
   * The field of the data that tells the day it happened, `YYYY-MM-DD`. `undefined` says that it
   * has no day of its own, and counts for the day it was written down.
   */
  readonly day: string | undefined;
  /**
   * The state after it. The state before stays as it was. Throws where it names something that the
   * story before it does not know: the stream is damaged.
   */
  evolve(state: State, data: never): State;
  /** Who may read it, besides those who may read the whole book. `state` may know later events too. */
  concerns(state: State, data: never): Concerned;
}

/** Declared events by type. */
export type DeclaredEvents<State = unknown> = { readonly [type: string]: DeclaredEvent<State> };

/** An event as its file declares it. */
interface EventDeclaration<State, Data, Type extends string> extends DeclaredEvent<State> {
  readonly type: Type;
  readonly data: Shape<Data>;
  readonly day: (keyof NoInfer<Data> & string) | undefined;
  evolve(state: State, data: NoInfer<Data>): State;
  concerns(state: State, data: NoInfer<Data>): Concerned;
}

/**
 * Declares the events of streams with this state; `of` then makes one. `data` is a shape that
 * stands by itself, so that the compiler knows its type before it looks at what is done with it.
 */
export const eventOf =
  <State>() =>
  <Data, Type extends string>(declared: EventDeclaration<State, Data, Type>) => ({
    ...declared,
    of: (data: Data): { readonly type: Type; readonly data: Data } => ({ type: declared.type, data }),
  });

/** The union of the events that are declared. */
export type EventIn<Declared> = {
  [Type in keyof Declared & string]: {
    readonly type: Type;
    readonly data: Declared[Type] extends { readonly data: infer Data } ? Of<Data> : never;
  };
}[keyof Declared & string];

/** The day on which an event happened, as it tells itself. */
export function dayOf({ day }: Pick<DeclaredEvent, 'day'>, data: object): string | undefined {
  return day === undefined ? undefined : (data as { readonly [field: string]: string })[day];
}

/** The bank line that an event names; every event that names one has it in `bankReference`. */
export const bankReferenceOf = (data: object): string | undefined =>
  (data as { readonly bankReference?: string }).bankReference;

/** The version in which an event type is written now: one more than the steps that lead to it. */
export const versionOf = ({ upcasts }: Pick<DeclaredEvent, 'upcasts'>): number => upcasts.length + 1;

/**
 * An event's data as it was once written, in the shape of today. Events are never rewritten, so
 * old shapes are read for ever. Throws on a type that is not known and on a version newer than
 * this program: guessing would falsify the book.
 */
export function upcastBy(
  declared: { readonly [type: string]: Pick<DeclaredEvent, 'upcasts'> },
  type: string,
  schemaVersion: number,
  data: unknown,
): unknown {
  const upcasts = Object.hasOwn(declared, type) ? declared[type]?.upcasts : undefined;
  if (upcasts === undefined) throw new Error(`event type ${type} is not known`);
  if (!Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > upcasts.length + 1) {
    throw new Error(`version ${schemaVersion} of event type ${type} is not known`);
  }
  let now = data;
  for (let step = schemaVersion - 1; step < upcasts.length; step += 1) now = upcasts[step]?.(now);
  return now;
}

/** An event is at most 60 KiB in its canonical form; what surrounds its data (ids, metadata) needs less than 2 KiB. */
export const EVENT_DATA_BYTES_MAX = 58 * 1024;

/** The bytes of an event's data in canonical form: without white space, so that the order of keys does not matter. */
export const canonicalSizeBytes = (data: object): number => Buffer.byteLength(JSON.stringify(data), 'utf8');
