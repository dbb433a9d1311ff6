import { AMOUNT_MAX, isCurrency } from './money.js';

/**
 * Tells whether a value that comes from outside, of a stored snapshot or an event in somebody's
 * log, is what may stand there. An event's data is declared once, as a shape, and its type is
 * taken from that.
 */
export type Shape<Value = unknown> = (value: unknown) => value is Value;

/** The type of the values that have this shape. */
export type Of<Declared> = Declared extends Shape<infer Value> ? Value : never;

declare const leftOut: unique symbol;
/** The shape of a field that may be left out. */
export type OptionalShape<Value = unknown> = Shape<Value | undefined> & { readonly [leftOut]: true };

type Fields = { readonly [field: string]: Shape };
type OptionalNames<Declared> = {
  [Name in keyof Declared]: Declared[Name] extends OptionalShape ? Name : never;
}[keyof Declared];
/** The type of objects with fields of these shapes. */
export type RecordOf<Declared extends Fields> = {
  readonly [Name in Exclude<keyof Declared, OptionalNames<Declared>>]: Of<Declared[Name]>;
} & {
  readonly [Name in OptionalNames<Declared>]?: Exclude<Of<Declared[Name]>, undefined>;
};
/** The same as one type, so that messages of the compiler can be read. */
type Flat<Value> = { readonly [Name in keyof Value]: Value[Name] };

const TEXT_LENGTH_MAX = 1_000;

/** A text of any length: for snapshots, which are our own. */
export const text: Shape<string> = (value): value is string => typeof value === 'string';
/** A text as an event holds it. */
export const label: Shape<string> = (value): value is string =>
  typeof value === 'string' && value.length <= TEXT_LENGTH_MAX;
export const whole: Shape<number> = (value): value is number => Number.isSafeInteger(value);
export const yesOrNo: Shape<boolean> = (value): value is boolean => typeof value === 'boolean';

/** A text of this pattern. */
export const matching =
  (pattern: RegExp): Shape<string> =>
  (value): value is string =>
    typeof value === 'string' && pattern.test(value);

/** A UUID in small letters. It stands in names of accounts, where other characters mean something. */
export const id = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** A bank reference or another code. It stands in journals, where other characters mean something. */
export const code = matching(/^[A-Za-z0-9][A-Za-z0-9/_.-]{0,34}$/);
/** `YYYY-MM-DD`. */
export const day = matching(/^\d{4}-\d\d-\d\d$/);
/** A decimal string: a quantity or a unit price. */
export const decimal = matching(/^\d{1,16}(\.\d{1,6})?$/);
/** ISO 4217. */
export const currency: Shape<string> = (value): value is string =>
  typeof value === 'string' && isCurrency(value);
/** Minor units, from 0 to AMOUNT_MAX. */
export const amount: Shape<number> = (value): value is number =>
  whole(value) && value >= 0 && value <= AMOUNT_MAX;

export const oneOf =
  <Word extends string>(words: readonly Word[]): Shape<Word> =>
  (value): value is Word =>
    typeof value === 'string' && (words as readonly string[]).includes(value);

export const optional = <Value>(shape: Shape<Value>): OptionalShape<Value> =>
  ((value: unknown) => value === undefined || shape(value)) as OptionalShape<Value>;

export const nullable =
  <Value>(shape: Shape<Value>): Shape<Value | null> =>
  (value): value is Value | null =>
    value === null || shape(value);

export const list =
  <Item>(item: Shape<Item>): Shape<readonly Item[]> =>
  (value): value is readonly Item[] =>
    Array.isArray(value) && value.every(item);

/** A map from text, as pairs. */
export const entries = <Value>(shape: Shape<Value>): Shape<readonly (readonly [string, Value])[]> =>
  list(
    (pair): pair is readonly [string, Value] =>
      Array.isArray(pair) && pair.length === 2 && text(pair[0]) && shape(pair[1]),
  );

/** An object of these fields and perhaps others. */
export function record<Declared extends Fields>(declared: Declared): Shape<Flat<RecordOf<Declared>>> {
  const fields = Object.entries(declared).map(([field, shape]) => ({ field, shape }));
  return (value): value is Flat<RecordOf<Declared>> =>
    isObject(value) && fields.every(({ field, shape }) => shape(value[field]));
}

/**
 * Throws, naming the field, where one is missing or of the wrong kind. A snapshot is only a cache:
 * whoever reads it reads the stream instead.
 */
export function assertShape(json: unknown, shapes: Fields): void {
  if (!isObject(json)) throw new Error('a snapshot is not an object');
  for (const [field, shape] of Object.entries(shapes)) {
    if (!shape(json[field])) throw new Error(`a snapshot has no usable field "${field}"`);
  }
}

const isObject = (value: unknown): value is { readonly [field: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
