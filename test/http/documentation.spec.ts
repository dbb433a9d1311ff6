import { readFile } from 'node:fs/promises';
import { importIdentity, stepKey } from '#apps/importer/plan/identity.js';
import { v5 as uuidv5 } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { person, send, type Answer, type Person } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { writeRoutes } from './write-routes.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly example?: unknown;
  readonly description?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly required?: readonly string[];
}
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly object[];
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: {
    readonly [status: string]: {
      readonly content: {
        readonly [type: string]: { schema: Schema; examples?: { [code: string]: object } };
      };
    };
  };
}
interface Document {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: Schema } };
}

describe('the description of all operations', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  let operator: Person;
  let document: Document;
  let operations: { name: string; method: string; path: string; operation: Operation }[];
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startBuiltServer({ databaseUrl: database.url });
    operator = await person(server, { operator: true });
    document = (await send(`${server.url}/docs-json`)).body as unknown as Document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  /** A value as the description gives it by example. */
  const exampleOf = (schema: Schema): unknown => {
    if (schema.example !== undefined) return schema.example;
    const target = schema.$ref ?? schema.allOf?.[0]?.$ref;
    if (target !== undefined) return exampleOf(document.components.schemas[target.split('/').at(-1)!]!);
    if (schema.items !== undefined) return [exampleOf(schema.items)];
    if (schema.properties === undefined) return schema.type === 'object' ? {} : undefined;
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, exampleOf(property)]),
    );
  };

  it('names every operation that there is', () => {
    const writes = operations.filter(({ method }) => method !== 'GET').map(({ path }) => path);
    expect(writes).toHaveLength(writeRoutes.length);
    expect(operations.map(({ name }) => name).filter((name) => name.startsWith('GET'))).toEqual(
      expect.arrayContaining([
        'GET /me',
        'GET /parties/{id}',
        'GET /parties/{id}/export',
        'GET /co-productions',
        'GET /co-productions/{id}/trail',
      ]),
    );
  });

  it('says of each what it does, who may, and how it can be refused', () => {
    const lacking = operations.filter(({ operation }) => {
      const { summary = '', description = '', security, responses } = operation;
      const problems = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      const complete = problems.every(
        ([, { content }]) => Object.values(content['application/problem+json']?.examples ?? {}).length > 0,
      );
      return summary.length < 5 || description.length < 10 || !security || problems.length < 4 || !complete;
    });
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  it('describes the answer of each, field by field', () => {
    const undescribed = operations.filter(({ operation }) => {
      const success = operation.responses['200'] ?? operation.responses['201'];
      const described = success?.content['application/json'] ?? success?.content['text/plain'];
      const example = described && exampleOf(described.schema);
      return example === undefined || Object.keys(example as object).length === 0;
    });
    expect(undescribed.map(({ name }) => name)).toEqual([]);
  });

  it('fills in a body that the door takes, and a path that is served', async () => {
    for (const { name, method, path, operation } of operations) {
      const parameters = operation.parameters.filter((parameter) => parameter.in === 'path');
      const filled = parameters.reduce(
        (url, parameter) => url.replace(`{${parameter.name}}`, String(exampleOf(parameter.schema))),
        path,
      );
      const schema = operation.requestBody?.content['application/json'].schema;
      const answer = await ask(operator, method, filled, schema && (exampleOf(schema) as object));
      const served = answer.status < 500 && answer.status !== 400 && answer.body.code !== 'route_unknown';
      expect([name, answer.body, served]).toEqual([name, answer.body, true]);
      const listed = Object.values(operation.responses[answer.status]?.content ?? {})[0];
      const code = answer.body.code;
      expect([name, code, code === undefined || code in (listed?.examples ?? {})]).toEqual([
        name,
        code,
        true,
      ]);
    }
  });

  it('shows the ids that the demo’s co-production has', () => {
    const identity = importIdentity(
      'Barbajanni: planting and watering new citrus and avocado groves',
      '2019-03-01',
    );
    const id = (what: string, file: string, ref: string, step: string): string =>
      uuidv5(what, stepKey(identity, file, ref, step));
    const shown = JSON.stringify(document);
    expect(
      [
        id('co-production', 'co-production.json', '', 'propose'),
        id('party', 'parties.csv', 'CONS', 'register'),
        id('party', 'parties.csv', 'G22', 'register'),
        id('party', 'parties.csv', 'G22', 'person referent'),
        id('pledge', 'pledges.csv', 'P001', 'pledge'),
        id('delivery', 'deliveries.csv', 'D051', 'dispatch'),
      ].filter((each) => !shown.includes(each)),
    ).toEqual([]);
  });

  it('can be used in a browser that runs nothing but what this server sends', async () => {
    const page = await fetch(`${server.url}/docs`);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const files = [...html.matchAll(/(?:src|href)="(\.\/docs\/[^"]+)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThanOrEqual(4);
    const answers = await Promise.all(files.map((file) => fetch(new URL(file, `${server.url}/`))));
    expect(answers.map(({ status }) => status)).toEqual(files.map(() => 200));
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    expect([...html.matchAll(/<script(?![^>]*src=)[^>]*>/g)]).toEqual([]);
  });

  it('sends no operation twice under the key that it shows', async () => {
    const script = await (await fetch(`${server.url}/docs/swagger-ui-init.js`)).text();
    const { EXAMPLE_KEY } = { EXAMPLE_KEY: '00000000-0000-4000-8000-000000000000' };
    const source = await readFile(
      new URL('../../apps/api/documentation/answers.dto.ts', import.meta.url),
      'utf8',
    );
    expect(source).toContain(EXAMPLE_KEY);
    expect(script).toContain(`=== '${EXAMPLE_KEY}'`);
    expect(script).toContain('crypto.randomUUID()');
  });
});

function ask(who: Person, method: string, path: string, body: object | undefined): Promise<Answer> {
  if (method === 'GET') return who.get(path);
  if (method === 'PUT') return who.put(path, body);
  return method === 'DELETE' ? who.delete(path) : who.post(path, body);
}
