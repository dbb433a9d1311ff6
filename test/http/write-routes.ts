import { servedCoProductions } from '#apps/api/http/co-production-routes.js';
import { servedParties } from '#apps/api/http/party-routes.js';
import type { ServedKind } from '#apps/api/http/served-kind.js';
import type { Field, Fields } from '#decision';
import { type Kind } from './absurd-values.js';

/** A write: what it takes, each field with its kind, and a body that has the right shape. */
export interface WriteRoute {
  readonly path: string;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly fields: { readonly [path: string]: Kind };
  readonly body: object;
  /** Fields of the body without which it is refused. */
  readonly required: readonly string[];
}

const id = '5b0e6c8e-6f0c-4c3f-9d57-0f6a3c1d2e11';

/** An example of everything that may be given. */
const bodyOf = (fields: Fields): object =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, exampleOf(field)]));

function exampleOf(field: Field): unknown {
  if (field.holds === 'value') return field.example;
  return field.holds === 'list' ? [bodyOf(field.item)] : bodyOf(field.fields);
}

/** The kind of every field, and of those within it. A list that may be empty is none of the absurd. */
const kindsOf = (fields: Fields, before = ''): { [path: string]: Kind } =>
  Object.entries(fields).reduce<{ [path: string]: Kind }>((kinds, [name, field]) => {
    const path = `${before}${name}`;
    if (field.holds === 'value') return { ...kinds, [path]: field.sort };
    if (field.holds === 'object') return { ...kinds, [path]: 'object', ...kindsOf(field.fields, `${path}.`) };
    return { ...kinds, ...(field.min > 0 && { [path]: 'list' }), ...kindsOf(field.item, `${path}.0.`) };
  }, {});

/** The way to every command of a kind, as it is declared. `within` is the id of the stream. */
export const routesOf = ({ kind, collection, routes }: ServedKind, within = id): WriteRoute[] =>
  Object.entries(routes).flatMap(([type, route]) => {
    const input = kind.commands[type]?.input;
    if (route === 'by hand' || input === undefined) return [];
    const path = `/${collection}/${route.path}`
      .replace(/\/$/, '')
      .replace(':id', within)
      .replaceAll(/:\w+/g, id);
    const required = Object.keys(input).filter((name) => !input[name]!.optional);
    return [{ method: 'POST', path, body: bodyOf(input), fields: kindsOf(input), required }];
  });

/** Every route that writes. */
export const writeRoutes: readonly WriteRoute[] = [
  {
    method: 'POST',
    path: '/parties',
    body: {
      kind: 'group',
      name: 'A',
      networkId: id,
      email: 'a@b.example',
      town: 'T',
      country: 'IT',
      notes: 'n',
    },
    fields: {
      kind: 'choice',
      name: 'text',
      networkId: 'id',
      email: 'text',
      town: 'text',
      country: 'code',
      notes: 'text',
    },
    required: ['kind', 'name'],
  },
  {
    method: 'PUT',
    path: `/parties/${id}/contact`,
    body: { name: 'A', phone: '+39 1', iban: 'DE89370400440532013000', address: 'a' },
    fields: { name: 'text', phone: 'text', iban: 'text', address: 'text' },
    required: ['name'],
  },
  { method: 'DELETE', path: `/parties/${id}/contact`, body: {}, fields: {}, required: [] },
  ...[servedParties, servedCoProductions].flatMap((served) => routesOf(served)),
];
