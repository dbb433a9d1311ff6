import { isDate, isDecimal } from './values.js';

/** Reads one value of a JSON document and notes what is wrong with it; what it then returns is a filler. */
export type Reader<T> = (value: unknown, path: string, wrong: string[]) => T;

type Fields = { readonly [name: string]: Reader<unknown> };
type Read<F extends Fields> = { readonly [name in keyof F]: ReturnType<F[name]> };

/** Items in a list of the terms; the rules have narrower limits of their own. */
const ITEMS_MAX = 1_000;

function reader<T>(holds: (value: unknown) => value is T, filler: T, kind: string): Reader<T> {
  return (value, path, wrong) => {
    if (holds(value)) return value;
    wrong.push(`${path} is not ${kind}`);
    return filler;
  };
}

const matching = (holds: (text: string) => boolean, kind: string): Reader<string> =>
  reader((value): value is string => typeof value === 'string' && holds(value), '', kind);

export const text = matching((value) => value !== '', 'a text');
export const date = matching(isDate, 'a day written YYYY-MM-DD');

export const decimal = (decimalsMax: number): Reader<string> =>
  matching((value) => isDecimal(value, decimalsMax), `a decimal number in quotes, such as "15.50"`);

export const wholeNumber = reader(
  (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0,
  0,
  'a whole number',
);

export const flag = reader((value): value is boolean => typeof value === 'boolean', false, 'true or false');

export const oneOf = <Value extends string>(values: readonly [Value, ...Value[]]): Reader<Value> =>
  reader(
    (value): value is Value => values.includes(value as Value),
    values[0],
    `one of ${values.join(', ')}`,
  );

/** Undefined where the field is not there. */
export const optional =
  <T>(inner: Reader<T>): Reader<T | undefined> =>
  (value, path, wrong) =>
    value === undefined ? undefined : inner(value, path, wrong);

export const list =
  <T>(item: Reader<T>): Reader<readonly T[]> =>
  (value, path, wrong) => {
    if (!Array.isArray(value) || value.length > ITEMS_MAX) {
      wrong.push(`${path} is not a list of at most ${ITEMS_MAX}`);
      return [];
    }
    return value.map((each, place) => item(each, `${path}[${place}]`, wrong));
  };

/** An object with these fields and no others: a field that is not known is a misspelt one. */
export const object =
  <F extends Fields>(fields: F): Reader<Read<F>> =>
  (value, path, wrong) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) wrong.push(`${path || 'the document'} is not an object`);
    const given = new Map(isObject ? Object.entries(value) : []);
    const at = (name: string) => (path === '' ? name : `${path}.${name}`);
    for (const name of given.keys()) if (!Object.hasOwn(fields, name)) wrong.push(`${at(name)} is not known`);
    const entries = Object.entries(fields).map(([name, read]) => [
      name,
      read(given.get(name), at(name), wrong),
    ]);
    return Object.fromEntries(entries) as Read<F>;
  };
