import { type ApiResponseSchemaHost } from '@nestjs/swagger';
import { fieldMeanings } from './field-meanings.js';

type SchemaObject = Exclude<ApiResponseSchemaHost['schema'], { $ref: string }>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The JSON Schema of answers like this one. The example is checked against the answer's type, so they stay together. */
export function schemaOf(example: unknown): SchemaObject {
  if (Array.isArray(example)) {
    return { type: 'array', items: example.length === 0 ? {} : schemaOf(example[0]) };
  }
  if (typeof example === 'object' && example !== null) return objectSchema(example);
  if (typeof example === 'string') return { type: 'string', ...formatOf(example), example };
  if (typeof example === 'number') return { type: 'integer', example };
  if (typeof example === 'boolean') return { type: 'boolean', example };
  return { nullable: true, example: null };
}

function objectSchema(example: object): SchemaObject {
  const properties = Object.entries(example).map(([name, value]) => {
    const meaning = fieldMeanings[name];
    return [name, { ...schemaOf(value), ...(meaning === undefined ? {} : { description: meaning }) }];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties) as Record<string, SchemaObject>,
    required: Object.keys(example),
  };
}

function formatOf(text: string): { format?: string } {
  if (UUID.test(text)) return { format: 'uuid' };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { format: 'date' };
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? { format: 'date-time' } : {};
}
