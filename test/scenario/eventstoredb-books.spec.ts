import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import pg from 'pg';
import { type DoubleProcess, startDoubleProcess } from '../eventstoredb-double/double-process.js';
import { type BuiltServer, startBuiltServer } from '../http/built-server.js';
import { createTestDatabase } from '../postgres/database.js';
import { barbajanni, built, type Ended, start } from './import/processes.js';

jest.setTimeout(240_000);

const expected: unknown = JSON.parse(readFileSync(join(barbajanni, 'expected.json'), 'utf8'));
/** Somewhere in the middle of the import, which writes more than 450 events. */
const KILLED_AT_EVENTS = 200;

describe('the books of a whole co-production whose events are in EventStoreDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'semina-esdb-'));
  const home = join(folder, 'home');
  let database: { url: string; drop(): Promise<void> };
  let double: DoubleProcess;
  let server: BuiltServer;

  beforeAll(async () => {
    database = await createTestDatabase();
    double = await startDoubleProcess({ file: join(folder, 'events') });
    server = await startBuiltServer({
      databaseUrl: database.url,
      home,
      env: { EVENT_STORE: double.connectionString },
    });
  });
  afterAll(async () => {
    await server?.stop();
    await double?.stop();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const importing = () =>
    start('importer', ['--data', barbajanni, '--url', server.url, '--home', home, '--json']);
  const ours = async () =>
    (await double.written()).filter(({ stream }) => /^(coproduction|party)-/.test(stream));
  const worker = (program: string, ...args: string[]): Promise<Pick<Ended, 'status' | 'stdout'>> =>
    run(join(built, 'apps/worker', program), args, {
      DATABASE_URL: database.url,
      SEMINA_HOME: home,
      EVENT_STORE: double.connectionString,
    });

  it('are as expected, though EventStoreDB is killed in the middle of the import and started again', async () => {
    const interrupted = importing();
    while ((await ours()).length < KILLED_AT_EVENTS) await pause(20);
    await double.stop('SIGKILL');
    double = await startDoubleProcess({ port: double.port, file: join(folder, 'events') });
    await interrupted.ended;
    const { status, stdout, stderr } = await importing().ended;
    expect(stderr).not.toContain('not booked');
    expect(JSON.parse(stdout)).toEqual(expected);
    expect(status).toBe(0);
    const ids = (await ours()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leave no event in the database, which has the read models and the log of them', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query('SELECT count(*)::int AS events FROM event_store.events');
    await client.end();
    expect(rows).toEqual([{ events: 0 }]);
  });

  it('are the same when the read models are worked out anew, and none of them is behind', async () => {
    expect((await worker('projections.js', 'rebuild')).status).toBe(0);
    const { status, stdout } = await importing().ended;
    expect([status, JSON.parse(stdout)]).toEqual([0, expected]);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const lags = [...metrics.matchAll(/semina_projection_lag_events\{projection="[^"]+"\} (\d+)/g)];
    expect(lags.length).toBeGreaterThan(5);
    expect(lags.map(([, lag]) => lag)).toEqual(lags.map(() => '0'));
  });

  it('are in the log, a leaf an event, as whoever works the log out anew sees', async () => {
    const leaves = (await ours()).length;
    let told: Pick<Ended, 'status' | 'stdout'>;
    do told = await worker('log.js', 'fsck');
    while (!told.stdout.startsWith(`${leaves} leaves`) && told.status === 0);
    expect(told.stdout).toMatch(/0 events wait\.\nAll is as it was signed/);
  });

  it('are read by nobody who is told of a store that cannot be meant', async () => {
    const environment = { DATABASE_URL: database.url, SEMINA_HOME: home, EVENT_STORE: 'esdb://a:se:cret@b' };
    for (const program of ['apps/api/main.js', 'apps/worker/main.js']) {
      const { status, stderr } = await run(join(built, program), [], environment);
      expect(status).toBe(2);
      expect(stderr).toMatch(/EVENT_STORE cannot be used: The connection string has a user name or password/);
      expect(stderr).not.toContain('cret@');
    }
  });
});

function run(program: string, args: readonly string[], extra: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, stdout, stderr })));
}
