import { applyDecorators, type Type as ClassType } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { isUuid } from '#decision';
import { field, inSmallLetters, type FieldOptions } from './fields.js';

export interface ListOptions extends Omit<FieldOptions, 'example'> {
  readonly example?: unknown;
  readonly min: number;
  readonly max: number;
}

/** A list of objects, each checked field by field. */
export function ListOf(item: () => ClassType<object>, options: ListOptions): PropertyDecorator {
  const { description, example, optional = false, min, max } = options;
  const message = `must be a list of ${min} to ${max} objects`;
  // An item that is no object has not become an instance of the class, and nothing of it would be checked.
  const isValid = (value: unknown): boolean => isListOf(value, options, (one) => one instanceof item());
  return applyDecorators(
    ApiProperty({
      // Written out: Nest takes a function for a reference to a class only if it is called `type`.
      type: () => item(),
      isArray: true,
      minItems: min,
      maxItems: max,
      description,
      required: !optional,
      ...(example === undefined ? {} : { example }),
    } as ApiPropertyOptions),
    ...(optional ? [ValidateIf((_object, value) => value !== undefined)] : []),
    Type(item),
    ValidateBy({ name: 'list', validator: { validate: isValid, defaultMessage: () => message } }),
    ValidateNested({ each: true }),
  );
}

/** One object, checked field by field. */
export function Nested(
  item: () => ClassType<object>,
  options: { readonly description: string; readonly optional?: boolean },
): PropertyDecorator {
  const { description, optional = false } = options;
  return applyDecorators(
    ApiProperty({ type: () => item(), description, required: !optional } as ApiPropertyOptions),
    optional
      ? ValidateIf((_object, value) => value !== undefined)
      : IsDefined({ message: 'must be an object' }),
    Type(item),
    ValidateBy({
      name: 'nested',
      validator: { validate: (value) => value instanceof item(), defaultMessage: () => 'must be an object' },
    }),
    ValidateNested(),
  );
}

export const IdList = (options: FieldOptions & { readonly max: number }): PropertyDecorator =>
  field(
    options,
    `must be a list of at most ${options.max} UUIDs`,
    (value) => isListOf(value, { min: 0, max: options.max }, isUuid),
    { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: options.max },
    (value) => (Array.isArray(value) ? value.map(inSmallLetters) : value),
  );

export const ChoiceList = (choices: readonly string[], options: FieldOptions): PropertyDecorator =>
  field(
    options,
    `must be a list of different ones of ${choices.join(', ')}`,
    (value) =>
      isListOf(
        value,
        { min: 0, max: choices.length },
        (one) => typeof one === 'string' && choices.includes(one),
      ) && new Set(value as string[]).size === (value as string[]).length,
    { type: 'array', items: { type: 'string', enum: [...choices] }, uniqueItems: true },
  );

function isListOf(
  value: unknown,
  { min, max }: { readonly min: number; readonly max: number },
  isItem: (item: unknown) => boolean,
): boolean {
  return Array.isArray(value) && value.length >= min && value.length <= max && value.every(isItem);
}
