import { jest } from '@jest/globals';
import pg from 'pg';
import { canonicalBytes } from '#event-store';
import { eventsSeenBy } from '#event-store/postgres/index.js';
import { startBuiltServer, type BuiltServer } from '../http/built-server.js';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { barbajanni, start } from '../scenario/import/processes.js';
import { differences, sorted } from './answering.js';
import { type Description, differencesInDescription } from './description.js';
import { conversation, json, lines, LOG_READER, ORIGIN, plainFile, SIZE } from './release.js';

jest.setTimeout(120_000);

/** Each test goes on from what the one before has recorded. */
describe('what release 0.1.0 recorded and answered is recorded and answered still:', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    const env = { LOG_ORIGIN: ORIGIN, LOG_READERS: LOG_READER };
    server = await startBuiltServer({ databaseUrl: database.url, env });
    const imported = await start('importer', [
      ...['--data', barbajanni, '--url', server.url, '--home', server.home, '--json'],
    ]).ended;
    expect(imported.status).toBe(0);
  });
  afterAll(async () => {
    await server?.stop();
    await database?.drop();
  });

  it('every answer to every person, to commands, refusals and questions', async () => {
    expect(await differences(server, conversation())).toEqual([]);
  });

  it('every event, byte for byte', async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    const events = await eventsSeenBy(pool).readAll(1n, { limit: 10_000 });
    await pool.end();
    const leaves = events.map((event) => Buffer.from(canonicalBytes(event)).toString());
    expect(leaves).toHaveLength(SIZE);
    expect(leaves.map(withoutRun)).toEqual(lines('events.ndjson').map(withoutRun));
  });

  it('what every route takes and answers, as /docs describes it', async () => {
    const described = (await (await fetch(`${server.url}/docs-json`)).json()) as Description;
    expect(differencesInDescription(json<Description>('openapi.json'), described)).toEqual([]);
  });

  it('and nothing of it makes the server complain', () => {
    expect(server.log()).toBe('');
  });

  it('the names and meanings of the metrics', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const told = text.split('\n').filter((line) => line.startsWith('# '));
    expect(told.toSorted()).toEqual(plainFile('metrics.txt').trimEnd().split('\n').toSorted());
  });
});

/** The time and the request are of one run; everything else follows from the commands. */
const withoutRun = (leaf: string): string =>
  leaf
    .replace(/"cause":"[0-9a-f-]{36}"/, '"cause":"…"')
    .replace(/"recordedAt":"[0-9TZ:.-]{24}"/, '"recordedAt":"…"');

describe('the comparison', () => {
  it('sees a byte, and passes over the order of members', () => {
    expect(withoutRun('{"amount":1,"cause":"x"}')).not.toBe(withoutRun('{"amount":2,"cause":"x"}'));
    expect(sorted({ a: 1, b: [{ d: 1, c: 2 }] })).toBe(sorted({ b: [{ c: 2, d: 1 }], a: 1 }));
  });

  it('of descriptions sees a word, and passes over the names of schemas', () => {
    const described = (schema: string, word: string): Description => ({
      paths: { '/log': { get: { operationId: schema, schema: { $ref: `#/components/schemas/${schema}` } } } },
      components: { schemas: { [schema]: { required: ['a', 'b'], description: word } } },
    });
    expect(differencesInDescription(described('One', 'A page.'), described('Other', 'A page.'))).toEqual([]);
    expect(differencesInDescription(described('One', 'A page.'), described('One', 'A leaf.'))).toEqual([
      'GET /log schema description: was "A page.", is "A leaf."',
    ]);
  });
});
