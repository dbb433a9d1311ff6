import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiResponse,
  getSchemaPath,
  type ApiResponseSchemaHost,
} from '@nestjs/swagger';
import { meaningOf, statusOf, titleOf, type ProblemCode } from '../problems/problem-codes.js';
import { CommandAnswerDto, EXAMPLE_KEY, ProblemDto } from './answers.dto.js';
import { examples } from '#financing';
import { schemaOf } from './schema-of.js';

interface Operation {
  readonly summary: string;
  readonly description: string;
  /** What it can be refused with, besides what every operation can. */
  readonly codes: readonly ProblemCode[];
}

const always: readonly ProblemCode[] = [
  'invalid_input',
  'token_missing',
  'token_invalid',
  'too_many_requests',
  'store_unavailable',
];
const alwaysOnWrite: readonly ProblemCode[] = [
  'malformed_json',
  'idempotency_key_missing',
  'idempotency_key_invalid',
  'body_too_large',
  'content_type_unsupported',
  'idempotency_key_reused',
  'overloaded',
];

/** A command: answered 201 where it makes something that has an id of its own, else 200. */
export const WriteOperation = (
  operation: Operation & { readonly creates?: boolean; readonly answer?: Type<object> },
): MethodDecorator => {
  const status = operation.creates ? 201 : 200;
  return applyDecorators(
    HttpCode(status),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description:
        'A new UUID for each command; the same one to repeat it. /docs puts a new one in place of the one it shows.',
      schema: { type: 'string', format: 'uuid' },
      example: EXAMPLE_KEY,
    }),
    documented(operation, status, operation.answer ?? CommandAnswerDto, [...alwaysOnWrite, ...always]),
  );
};

/** The answer is described by its class, or by an example of it. */
export const ReadOperation = (
  operation: Operation & { readonly answer: Type<object> | object },
): MethodDecorator => documented(operation, 200, operation.answer, always);

/** The answer is a text, described by the beginning of one. */
export const TextOperation = (operation: Operation & { readonly answer: string }): MethodDecorator =>
  documented(operation, 200, operation.answer, always);

function documented(
  { summary, description, codes }: Operation,
  status: number,
  answer: Type<object> | object | string,
  common: readonly ProblemCode[],
): MethodDecorator {
  return applyDecorators(
    ApiBearerAuth(),
    ApiExtraModels(ProblemDto),
    ApiOperation({ summary, description }),
    ApiResponse({ status, description: 'Done.', ...bodyOf(answer) }),
    ...problemResponses([...codes, ...common]),
  );
}

type Described =
  | { readonly type: Type<object> }
  | ApiResponseSchemaHost
  | { readonly content: { readonly 'text/plain': { readonly schema: ReturnType<typeof schemaOf> } } };

function bodyOf(answer: Type<object> | object | string): Described {
  if (typeof answer === 'function') return { type: answer as Type<object> };
  const schema = schemaOf(answer);
  return typeof answer === 'string' ? { content: { 'text/plain': { schema } } } : { schema };
}

/** One response a status, with an example a code. */
function problemResponses(codes: readonly ProblemCode[]): MethodDecorator[] {
  const statuses = new Set(codes.map(statusOf));
  return [...statuses].map((status) => {
    const ofStatus = [...new Set(codes)].filter((code) => statusOf(code) === status);
    return ApiResponse({
      status,
      description: ofStatus.map((code) => `\`${code}\`: ${meaningOf(code)}`).join('<br>'),
      content: {
        'application/problem+json': {
          schema: { $ref: getSchemaPath(ProblemDto) },
          examples: Object.fromEntries(ofStatus.map((code) => [code, { value: exampleOf(code) }])),
        },
      },
    });
  });
}

const exampleOf = (code: ProblemCode): object => ({
  type: `urn:semina:problem:${code}`,
  title: titleOf(code),
  status: statusOf(code),
  detail: meaningOf(code),
  code,
  instance: `urn:uuid:${examples.requestId}`,
});
