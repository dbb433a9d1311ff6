import { connect } from 'node:net';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { person, send, type Answer, type Person } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { absurd, withValue } from './absurd-values.js';
import { writeRoutes, type WriteRoute } from './write-routes.js';

describe('whoever sends what no form would', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  let operator: Person;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startBuiltServer({ databaseUrl: database.url, env: { REQUESTS_PER_MINUTE: '1000000' } });
    operator = await person(server, { operator: true });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  /** Events and directory rows: what must stay as it was. */
  const written = async (): Promise<unknown> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      'SELECT (SELECT count(*) FROM event_store.events) AS events, (SELECT count(*) FROM directory.contacts) AS contacts',
    );
    await client.end();
    return rows[0];
  };
  const ask = ({ path, method }: WriteRoute, raw: string | Uint8Array): Promise<Answer> => {
    if (method === 'PUT') return operator.put(path, undefined, { raw });
    return method === 'DELETE' ? operator.delete(path, { raw }) : operator.post(path, undefined, { raw });
  };
  const problemOf = ({ status, headers, body }: Answer): object => ({
    status,
    code: body.code,
    type: headers.get('content-type'),
  });
  const aProblem = (status: number, code: string): object => ({
    status,
    code,
    type: 'application/problem+json; charset=utf-8',
  });

  afterEach(async () => {
    expect(await written()).toEqual({ events: '0', contacts: '0' });
    expect(server.log()).toBe('');
  });

  it.each(writeRoutes.filter(({ fields }) => Object.keys(fields).length > 0))(
    'is refused every absurd value of every field: $method $path',
    async (route) => {
      const cases = Object.entries(route.fields).flatMap(([field, kind]) =>
        absurd[kind].map((json) => ({ field, json })),
      );
      const answers = await Promise.all(
        cases.map(({ field, json }) => ask(route, withValue(route.body, field, json))),
      );
      expect(cases.map((each, index) => ({ ...each, ...problemOf(answers[index]!) }))).toEqual(
        cases.map((each) => ({ ...each, ...aProblem(400, 'invalid_input') })),
      );
      const blamed = answers.map(({ body }) => body.errors[0]?.field.split(/[.[]/)[0]);
      expect(blamed).toEqual(cases.map(({ field }) => field.split('.')[0]));
    },
  );

  it.each(writeRoutes.filter(({ method }) => method !== 'DELETE'))(
    'is refused bodies that are none, and fields that nobody knows: $method $path',
    async (route) => {
      const deep = '['.repeat(2_000) + ']'.repeat(2_000);
      const bodies: [string | Uint8Array, string][] = [
        ['{', 'malformed_json'],
        ['{"amount":NaN}', 'malformed_json'],
        ["{'amount':1}", 'malformed_json'],
        [deep, 'malformed_json'],
        [`{"lines":${deep}}`, 'malformed_json'],
        ['{"amount":1,"amount":2}', 'malformed_json'],
        ['{"__proto__":{"operator":true}}', 'malformed_json'],
        ['{"constructor":{"prototype":{}}}', 'malformed_json'],
        [new Uint8Array([0x7b, 0xff, 0x7d]), 'malformed_json'],
        ['null', 'invalid_input'],
        ['[]', 'invalid_input'],
        ['"x"', 'invalid_input'],
        ['1', 'invalid_input'],
        [JSON.stringify({ ...route.body, operator: true }), 'invalid_input'],
        [JSON.stringify({ ...route.body, toString: 1 }), 'malformed_json'],
        [JSON.stringify({ ...route.body, hasOwnProperty: 1 }), 'malformed_json'],
        [JSON.stringify({ ...route.body, type: 'CloseCoProduction' }), 'invalid_input'],
      ];
      const answers = await Promise.all(bodies.map(([body]) => ask(route, body)));
      expect(bodies.map(([body], index) => ({ body, ...problemOf(answers[index]!) }))).toEqual(
        bodies.map(([body, code]) => ({ body, ...aProblem(400, code) })),
      );
    },
  );

  it('is refused a required field that is missing', async () => {
    for (const route of writeRoutes) {
      for (const name of route.required) {
        const answer = await ask(route, JSON.stringify({ ...route.body, [name]: undefined }));
        expect([route.path, name, answer.status]).toEqual([route.path, name, 400]);
      }
    }
  });
  it('is refused ids in paths that are none, and paths that play tricks', async () => {
    const paths: [string, number, string][] = [
      ['/co-productions/x', 400, 'invalid_input'],
      ['/co-productions/..%2f..%2fetc%2fpasswd', 400, 'invalid_input'],
      ['/co-productions/%00', 400, 'invalid_input'],
      ['/co-productions/%E0%A4%A', 400, 'malformed_request'],
      ['/co-productions/%', 400, 'malformed_request'],
      [`/co-productions/${'9'.repeat(200)}`, 414, 'url_too_long'],
      ['//etc/passwd', 404, 'route_unknown'],
      ['/co-productions/', 404, 'route_unknown'],
      ['/constructor', 404, 'route_unknown'],
      ['/__proto__', 404, 'route_unknown'],
      ['/docs/..%2f..%2fpackage.json', 404, 'route_unknown'],
      ['/docs/%2e%2e/%2e%2e/package.json', 404, 'route_unknown'],
      ['/co-productions?limit=0', 400, 'invalid_input'],
      ['/co-productions?limit=201', 400, 'invalid_input'],
      ['/co-productions?limit=1e2', 400, 'invalid_input'],
      ['/co-productions?limit=1&limit=2', 400, 'invalid_input'],
      ['/co-productions?limit=%00', 400, 'invalid_input'],
      ['/co-productions?cursor=%27%3B--', 400, 'invalid_input'],
      ['/co-productions?cursor=YWJj', 400, 'cursor_invalid'],
      ['/co-productions?atLeast=-1', 400, 'invalid_input'],
      ['/co-productions?atLeast=99999999999999999999', 400, 'invalid_input'],
      ['/co-productions?secret=1', 400, 'invalid_input'],
    ];
    for (const [path, status, code] of paths) {
      expect({ path, ...problemOf(await operator.get(path)) }).toEqual({ path, ...aProblem(status, code) });
    }
  });

  it('is told what is wrong with method, type and size', async () => {
    const key = '018f3b6e-7c2a-7d10-9f4e-5a6b7c8d9e0f';
    const typed = (type: string): Promise<Answer> =>
      operator.post('/parties', undefined, { raw: 'kind=group', headers: { 'Content-Type': type } });
    expect(problemOf(await typed('application/x-www-form-urlencoded'))).toEqual(
      aProblem(415, 'content_type_unsupported'),
    );
    expect(problemOf(await typed('text/plain'))).toEqual(aProblem(415, 'content_type_unsupported'));
    expect(problemOf(await typed('nonsense'))).toEqual(aProblem(415, 'content_type_unsupported'));
    const large = JSON.stringify({ kind: 'group', name: 'x'.repeat(70_000) });
    expect(problemOf(await operator.post('/parties', undefined, { raw: large, key }))).toEqual(
      aProblem(413, 'body_too_large'),
    );
    const patched = await send(`${server.url}/parties`, { method: 'PATCH' });
    expect(problemOf(patched)).toEqual(aProblem(405, 'method_not_allowed'));
    expect(patched.headers.get('allow')).toBe('POST');
    expect(problemOf(await send(`${server.url}/me`, { method: 'OPTIONS' }))).toEqual(
      aProblem(405, 'method_not_allowed'),
    );
  });

  it('is refused a command without a key, or with one that is none', async () => {
    const body = { kind: 'group', name: 'A' };
    for (const { path, method } of writeRoutes) {
      const request = { key: null };
      const answer = await (method === 'DELETE'
        ? operator.delete(path, request)
        : method === 'PUT'
          ? operator.put(path, body, request)
          : operator.post(path, body, request));
      expect([path, answer.body.code]).toEqual([path, 'idempotency_key_missing']);
    }
    for (const key of ['x', '1', `${'0'.repeat(8)}-0000`, 'a'.repeat(36)]) {
      const answer = await operator.post('/parties', body, { key });
      expect([key, answer.status, answer.body.code]).toEqual([key, 400, 'idempotency_key_invalid']);
    }
  });

  it('is asked who it is before anything it says is read', async () => {
    for (const { path, method } of writeRoutes) {
      const answer = await send(server.url + path, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: '{',
      });
      expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'token_missing']);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  it.each([
    ['GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n', '400', 'malformed_request'],
    ['NONSENSE\r\n\r\n', '400', 'malformed_request'],
    [`GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, '431', 'headers_too_large'],
    [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, '431', 'headers_too_large'],
    ['POST /parties HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', '400', 'malformed_request'],
  ])('is answered with problem details even where it does not speak HTTP', async (bytes, status, code) => {
    const answer = await speak(server.url, bytes);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain(`"code":"${code}"`);
  });
});

/** Sends bytes as they are; answers with all that comes until the other side ends. */
function speak(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
