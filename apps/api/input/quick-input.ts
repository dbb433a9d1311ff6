import { getMetadataStorage } from 'class-validator';

/** The one check of a field, as class-validator is told it too. */
export interface FieldCheck {
  readonly isValid: (value: unknown) => boolean;
  /** It may be left out. */
  readonly optional: boolean;
  /** What the value is taken for before it is checked; as it is unless told. */
  readonly read?: (value: unknown) => unknown;
}

type Fields = ReadonlyMap<string, FieldCheck>;
type Class = abstract new (...args: never[]) => object;

/** By the prototype of the class whose field it is. */
const declared = new WeakMap<object, Map<string, FieldCheck>>();
const fieldsOfClass = new WeakMap<Class, Fields | 'more than fields'>();

/** Remembers the check for quickInput. */
export const declareField =
  (check: FieldCheck): PropertyDecorator =>
  (prototype, name) => {
    const own = declared.get(prototype) ?? new Map<string, FieldCheck>();
    declared.set(prototype, own.set(String(name), check));
  };

/**
 * The input as its class takes it, where nothing can be said against it. Undefined where something can, or where the class has more to
 * it than fields with one check each: class-validator then says what, and is the only one to refuse. Most inputs are good, and it
 * goes a long way for each of them: an instance, lists of rules looked up and grouped by name, promises.
 */
export function quickInput(type: Class, input: object): object | undefined {
  const fields = fieldsOf(type);
  if (fields === 'more than fields') return undefined;
  const given = input as { readonly [name: string]: unknown };
  for (const name of Object.keys(given)) if (!fields.has(name)) return undefined;
  const taken: { [name: string]: unknown } = {};
  for (const [name, { isValid, optional, read }] of fields) {
    const value = read === undefined ? given[name] : read(given[name]);
    if (optional && value === undefined) continue;
    if (!isValid(value)) return undefined;
    taken[name] = value;
  }
  return taken;
}

function fieldsOf(type: Class): Fields | 'more than fields' {
  const known = fieldsOfClass.get(type);
  if (known !== undefined) return known;
  const fields = new Map<string, FieldCheck>();
  for (
    let owner: object | null = type.prototype as object;
    owner !== null;
    owner = Object.getPrototypeOf(owner) as object | null
  ) {
    for (const [name, check] of declared.get(owner) ?? []) if (!fields.has(name)) fields.set(name, check);
  }
  // A rule for each field, and another for each that may be left out: then class-validator knows of nothing else.
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  const expected = [...fields.values()].reduce((sum, { optional }) => sum + (optional ? 2 : 1), 0);
  const isWhole = expected === rules.length && rules.every(({ propertyName }) => fields.has(propertyName));
  const found = isWhole && fields.size > 0 ? fields : 'more than fields';
  fieldsOfClass.set(type, found);
  return found;
}
