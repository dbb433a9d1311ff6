import { Injectable, ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { type ValidationError } from 'class-validator';
import { Problem, type FieldError } from '../problems/problem.js';
import { quickInput } from './quick-input.js';
import { parseStrictJson } from './strict-json.js';

/** An answer need not list more than somebody will read. */
const ERRORS_MAX = 50;
/** Of a field name that the client made up, so much is repeated. */
const NAME_CHARACTERS_MAX = 40;

/**
 * What comes in by body, path and query is checked against its class: fields that the class does not have are refused, and
 * nothing is converted into something else. What goes on from here is plain JSON. The body arrives as bytes, so that
 * nobody's JSON is read before it is known who sent it.
 */
@Injectable()
export class StrictInputPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      transformOptions: { enableImplicitConversion: false },
      stopAtFirstError: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) =>
        new Problem('invalid_input', { errors: fieldErrors(errors).slice(0, ERRORS_MAX) }),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (!this.toValidate(metadata)) return value;
    const input = metadata.type === 'body' ? bodyOf(value) : value;
    if (!isPlainObject(input))
      throw new Problem('invalid_input', { detail: 'The body must be a JSON object.' });
    const quick = metadata.metatype && quickInput(metadata.metatype, input);
    return quick ?? plain(await super.transform(input, metadata));
  }
}

/** No body at all is the empty object: not every command has something to say. */
function bodyOf(value: unknown): unknown {
  return Buffer.isBuffer(value) && value.length > 0 ? parseStrictJson(value) : {};
}

/** The same without classes and without what was left out, as JSON would write and read it. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, plain(field)]));
}

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fieldErrors(errors: readonly ValidationError[], path = ''): FieldError[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const field = /^\d+$/.test(property)
      ? `${path}[${property}]`
      : [path, property.slice(0, NAME_CHARACTERS_MAX)].filter(Boolean).join('.');
    const own = Object.entries(constraints).map(([kind, message]) => ({
      field,
      message: kind === 'whitelistValidation' ? 'is not a field of this input' : message,
    }));
    return [...own, ...fieldErrors(children, field)];
  });
}
