import {
  isAmount,
  isCalendarDate,
  isCode,
  isDecimal,
  isPositiveDecimal,
  isReasonCode,
  isText,
  isUuid,
  isWholeNumber,
} from './checks.js';
import { AMOUNT_MAX } from './money.js';

import type { Field, Fields, InputOf, ListField, ObjectField, ValueField } from './fields.js';

export type { InputOf } from './fields.js';

/** The same field, which may be left out. */
export const optional = <Declared extends Field>(
  field: Declared,
): Omit<Declared, 'optional'> & { readonly optional: true } => ({ ...field, optional: true });

interface Telling {
  readonly description: string;
  readonly example: unknown;
}
type Checked = Pick<ValueField, 'sort' | 'message' | 'isValid' | 'schema' | 'read'>;

export const value = <Value>(
  { description, example }: Telling,
  checked: Checked,
): ValueField<Value> & { readonly optional: false } => ({
  holds: 'value',
  description,
  example,
  optional: false,
  ...checked,
});

/** A text in small letters; anything else as it is. */
export const inSmallLetters = (given: unknown): unknown =>
  typeof given === 'string' ? given.toLowerCase() : given;

/** A UUID; capitals are taken for what they mean. */
export const id = (description: string, example: string) =>
  value<string>(
    { description, example },
    {
      sort: 'id',
      message: 'must be a UUID',
      isValid: isUuid,
      schema: { type: 'string', format: 'uuid' },
      read: inSmallLetters,
    },
  );

/** Whole minor units. Whether it must be more than nothing is for the rules to say. */
export const amount = (description: string, example: number) =>
  value<number>(
    { description, example },
    {
      sort: 'amount',
      message: 'must be a whole number of minor units, at most 10^13',
      isValid: isAmount,
      schema: { type: 'integer', minimum: -AMOUNT_MAX, maximum: AMOUNT_MAX },
    },
  );

export const wholeNumber = (
  { min, max }: { readonly min: number; readonly max: number },
  description: string,
  example: number,
) =>
  value<number>(
    { description, example },
    {
      sort: 'whole',
      message: `must be a whole number from ${min} to ${max}`,
      isValid: (given) => isWholeNumber(given, min, max),
      schema: { type: 'integer', minimum: min, maximum: max },
    },
  );

/** `YYYY-MM-DD`. */
export const date = (description: string, example: string) =>
  value<string>(
    { description, example },
    {
      sort: 'date',
      message: 'must be a day of the calendar, YYYY-MM-DD, from 1900 to 2200',
      isValid: isCalendarDate,
      schema: { type: 'string', format: 'date' },
    },
  );

/** A decimal string of more than nothing; with `zero`, nothing can be meant too. */
export const quantity = (
  description: string,
  example: string,
  { zero = false }: { readonly zero?: boolean } = {},
) =>
  value<string>(
    { description, example },
    {
      sort: 'decimal',
      message: `must be a decimal string${zero ? '' : ' greater than zero'}, at most 9 digits and 3 decimals`,
      isValid: (given) => (zero ? isDecimal(given, 3) : isPositiveDecimal(given, 3)),
      schema: { type: 'string', pattern: '^(0|[1-9]\\d{0,8})(\\.\\d{1,3})?$' },
    },
  );

/** A decimal string of major units. */
export const unitPrice = (description: string, example: string) =>
  value<string>(
    { description, example },
    {
      sort: 'decimal',
      message: 'must be a decimal string of major units, at most 9 digits and 4 decimals',
      isValid: (given) => isDecimal(given, 4),
      schema: { type: 'string', pattern: '^(0|[1-9]\\d{0,8})(\\.\\d{1,4})?$' },
    },
  );

export const text = (max: number, description: string, example: string) =>
  value<string>(
    { description, example },
    {
      sort: 'text',
      message: `must be a text of 1 to ${max} characters, without control characters or white space at its ends`,
      isValid: (given) => isText(given, max),
      schema: { type: 'string', minLength: 1, maxLength: max },
    },
  );

export const code = (description: string, example: string) =>
  value<string>(
    { description, example },
    {
      sort: 'code',
      message:
        'must be a code of at most 35 letters, digits and / _ . - that begins with a letter or digit and is not an IBAN',
      isValid: isCode,
      schema: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9/_.-]{0,34}$' },
    },
  );

export const reasonCode = (description: string, example: string) =>
  value<string>(
    { description, example },
    {
      sort: 'reason',
      message: 'must be a code of at most 40 small letters, digits and _ that begins with a letter',
      isValid: isReasonCode,
      schema: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' },
    },
  );

export const oneOf = <Word extends string>(choices: readonly Word[], description: string, example: Word) =>
  value<Word>(
    { description, example },
    {
      sort: 'choice',
      message: `must be one of ${choices.join(', ')}`,
      isValid: (given) => typeof given === 'string' && (choices as readonly string[]).includes(given),
      schema: { type: 'string', enum: [...choices] },
    },
  );

export const flag = (description: string, example: boolean) =>
  value<boolean>(
    { description, example },
    {
      sort: 'flag',
      message: 'must be true or false',
      isValid: (given) => typeof given === 'boolean',
      schema: { type: 'boolean' },
    },
  );

/** A list of UUIDs. */
export const ids = (max: number, description: string, example: readonly string[]) =>
  value<readonly string[]>(
    { description, example },
    {
      sort: 'ids',
      message: `must be a list of at most ${max} UUIDs`,
      isValid: (given) => Array.isArray(given) && given.length <= max && given.every(isUuid),
      schema: { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: max },
      read: (given) => (Array.isArray(given) ? given.map(inSmallLetters) : given),
    },
  );

/** Different ones of these words. */
export const choices = <Word extends string>(
  words: readonly Word[],
  description: string,
  example: readonly Word[],
) =>
  value<readonly Word[]>(
    { description, example },
    {
      sort: 'choices',
      message: `must be a list of different ones of ${words.join(', ')}`,
      isValid: (given) => isSubset(given, words),
      schema: { type: 'array', items: { type: 'string', enum: [...words] }, uniqueItems: true },
    },
  );

const isSubset = (given: unknown, words: readonly string[]): boolean =>
  Array.isArray(given) &&
  given.length <= words.length &&
  given.every((one) => typeof one === 'string' && words.includes(one)) &&
  new Set(given).size === given.length;

export const listOf = <Item extends Fields>(
  name: string,
  item: Item,
  telling: {
    readonly min: number;
    readonly max: number;
    readonly description: string;
    readonly example?: unknown;
  },
): ListField<readonly InputOf<Item>[]> & { readonly optional: false } => ({
  holds: 'list',
  name,
  item,
  optional: false,
  ...telling,
});

export const object = <Within extends Fields>(
  name: string,
  fields: Within,
  description: string,
): ObjectField<InputOf<Within>> & { readonly optional: false } => ({
  holds: 'object',
  name,
  fields,
  description,
  optional: false,
});
