import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, ValidateIf } from 'class-validator';
import {
  AMOUNT_MAX,
  isAmount,
  isCalendarDate,
  isCode,
  isDecimal,
  isPositiveDecimal,
  isReasonCode,
  isText,
  isUuid,
  isWholeNumber,
} from '#decision';
import { declareField } from './quick-input.js';

/** What every field says about itself in /docs, and whether it may be left out (`null` is never meant). */
export interface FieldOptions {
  readonly description: string;
  readonly example: unknown;
  readonly optional?: boolean;
}

/** A field is one check with one message, described where it is checked. `read` tells what its value is taken for before. */
export function field(
  options: FieldOptions,
  message: string,
  isValid: (value: unknown) => boolean,
  schema: ApiPropertyOptions,
  read?: (value: unknown) => unknown,
): PropertyDecorator {
  const { description, example, optional = false } = options;
  return applyDecorators(
    declareField({ isValid, optional, ...(read && { read }) }),
    ...(read ? [Transform(({ value }: { value: unknown }) => read(value))] : []),
    ApiProperty({ ...schema, description, example, required: !optional } as ApiPropertyOptions),
    ...(optional ? [ValidateIf((_object, value) => value !== undefined)] : []),
    ValidateBy({ name: 'field', validator: { validate: isValid, defaultMessage: () => message } }),
  );
}

/** A text in small letters; anything else as it is. */
export const inSmallLetters = (value: unknown): unknown =>
  typeof value === 'string' ? value.toLowerCase() : value;

/** A UUID; capitals are taken for what they mean. */
export const Id = (options: FieldOptions): PropertyDecorator =>
  field(options, 'must be a UUID', isUuid, { type: 'string', format: 'uuid' }, inSmallLetters);

/** Whole minor units. Whether it must be more than nothing is for the rules to say. */
export const Amount = (options: FieldOptions): PropertyDecorator =>
  field(options, 'must be a whole number of minor units, at most 10^13', isAmount, {
    type: 'integer',
    minimum: -AMOUNT_MAX,
    maximum: AMOUNT_MAX,
  });

export const WholeNumber = (
  options: FieldOptions & { readonly min: number; readonly max: number },
): PropertyDecorator =>
  field(
    options,
    `must be a whole number from ${options.min} to ${options.max}`,
    (value) => isWholeNumber(value, options.min, options.max),
    { type: 'integer', minimum: options.min, maximum: options.max },
  );

export const CalendarDate = (options: FieldOptions): PropertyDecorator =>
  field(options, 'must be a day of the calendar, YYYY-MM-DD, from 1900 to 2200', isCalendarDate, {
    type: 'string',
    format: 'date',
  });

/** More than nothing, unless `zero` says that nothing can be meant. */
export const Quantity = (options: FieldOptions & { readonly zero?: boolean }): PropertyDecorator =>
  field(
    options,
    `must be a decimal string${options.zero ? '' : ' greater than zero'}, at most 9 digits and 3 decimals`,
    (value) => (options.zero ? isDecimal(value, 3) : isPositiveDecimal(value, 3)),
    { type: 'string', pattern: '^(0|[1-9]\\d{0,8})(\\.\\d{1,3})?$' },
  );

export const UnitPrice = (options: FieldOptions): PropertyDecorator =>
  field(
    options,
    'must be a decimal string of major units, at most 9 digits and 4 decimals',
    (value) => isDecimal(value, 4),
    { type: 'string', pattern: '^(0|[1-9]\\d{0,8})(\\.\\d{1,4})?$' },
  );

export const Text = (options: FieldOptions & { readonly max: number }): PropertyDecorator =>
  field(
    options,
    `must be a text of 1 to ${options.max} characters, without control characters or white space at its ends`,
    (value) => isText(value, options.max),
    { type: 'string', minLength: 1, maxLength: options.max },
  );

export const Code = (options: FieldOptions): PropertyDecorator =>
  field(
    options,
    'must be a code of at most 35 letters, digits and / _ . - that begins with a letter or digit and is not an IBAN',
    isCode,
    { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9/_.-]{0,34}$' },
  );

export const ReasonCode = (options: FieldOptions): PropertyDecorator =>
  field(
    options,
    'must be a code of at most 40 small letters, digits and _ that begins with a letter',
    isReasonCode,
    { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' },
  );

export const OneOf = (choices: readonly string[], options: FieldOptions): PropertyDecorator =>
  field(
    options,
    `must be one of ${choices.join(', ')}`,
    (value) => typeof value === 'string' && choices.includes(value),
    { type: 'string', enum: [...choices] },
  );

export const Flag = (options: FieldOptions): PropertyDecorator =>
  field(options, 'must be true or false', (value) => typeof value === 'boolean', { type: 'boolean' });
