/**
 * What a command takes, declared once beside its rule: the API's checks, its OpenAPI document and
 * the tests of hostile input are made of it. Shapes only: whether an amount is too much or a day
 * lies in the future is for the rules to say.
 */
export type Fields = { readonly [name: string]: Field };

/** What kind of value a field holds, for whoever makes up values for it. */
export type Sort =
  | 'id'
  | 'amount'
  | 'whole'
  | 'date'
  | 'decimal'
  | 'text'
  | 'code'
  | 'reason'
  | 'choice'
  | 'choices'
  | 'flag'
  | 'ids';

interface Described {
  readonly description: string;
  /** Undefined where the fields within have their own. */
  readonly example?: unknown;
  /** It may be left out; `null` is never meant. */
  readonly optional: boolean;
}

declare const type: unique symbol;

/** One value with one check. */
export interface ValueField<Value = unknown> extends Described {
  readonly holds: 'value';
  readonly sort: Sort;
  /** Says what the value must be, after the name of the field. */
  readonly message: string;
  /** JSON Schema. */
  readonly schema: { readonly [keyword: string]: unknown };
  readonly isValid: (value: unknown) => boolean;
  /** What the value is taken for before it is checked; as it is unless told. */
  readonly read?: (value: unknown) => unknown;
  readonly [type]?: Value;
}

/** A list of objects, each checked field by field. `name` is that of one in the OpenAPI document. */
export interface ListField<Value = unknown> extends Described {
  readonly holds: 'list';
  readonly name: string;
  readonly item: Fields;
  readonly min: number;
  readonly max: number;
  readonly [type]?: Value;
}

/** One object, checked field by field. */
export interface ObjectField<Value = unknown> extends Described {
  readonly holds: 'object';
  readonly name: string;
  readonly fields: Fields;
  readonly [type]?: Value;
}

export type Field<Value = unknown> = ValueField<Value> | ListField<Value> | ObjectField<Value>;

type ValueOf<Declared> = Declared extends { readonly [type]?: infer Value }
  ? Exclude<Value, undefined>
  : never;
type OptionalNames<Declared> = {
  [Name in keyof Declared]: Declared[Name] extends { readonly optional: true } ? Name : never;
}[keyof Declared];
/** The type of inputs with these fields. */
export type InputOf<Declared> = {
  readonly [Name in Exclude<keyof Declared, OptionalNames<Declared>>]: ValueOf<Declared[Name]>;
} & {
  readonly [Name in OptionalNames<Declared>]?: ValueOf<Declared[Name]>;
};
