import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { bearer, done, person, send } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { openCuttableLine, type CuttableLine } from './cuttable-line.js';

const built = (name: string): string =>
  fileURLToPath(new URL(`../../dist/apps/api/${name}`, import.meta.url));
const run = (
  name: string,
  args: readonly string[],
  env: { [name: string]: string },
): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [built(name), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });

describe('whoever runs the server', () => {
  let database: TestDatabase;
  let line: CuttableLine;
  let server: BuiltServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    line = await openCuttableLine(database.url);
    server = await startBuiltServer({
      databaseUrl: line.url,
      env: { LOG_LEVEL: 'info', REQUESTS_PER_MINUTE: '1000' },
    });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await line.close();
    await database.drop();
  });

  it('is told what is wrong with the configuration, and the server does not start', () => {
    const { status, stderr, stdout } = run('main.js', [], {
      PORT: 'http',
      POOL_SIZE: '0',
      SEMINA_HOME: '/nowhere',
    });
    expect([status, stdout, stderr]).toEqual([
      2,
      '',
      'PORT must be a whole number, not "http".\nPOOL_SIZE must be from 2 to 200, not 0.\n',
    ]);
  });

  it('is told in one line that the address is taken', async () => {
    const { port } = new URL(server.url);
    const home = await mkdtemp(join(tmpdir(), 'semina-taken-'));
    const { status, stderr } = run('main.js', [], {
      PORT: port,
      SEMINA_HOME: home,
      DATABASE_URL: database.url,
      LOG_LEVEL: 'fatal',
    });
    await rm(home, { recursive: true, force: true });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^Semina has to give up: .*EADDRINUSE.*\n$/)]);
  }, 30_000);

  it('gets tokens from the command line, which the server believes', async () => {
    const env = { SEMINA_HOME: server.home };
    const id = randomUUID();
    const known = run('token.js', ['--person', id, '--operator', '--days', '1'], env);
    const me = await done(bearer(server.url, known.stdout.trim()).get('/me'));
    expect(me).toMatchObject({ personId: id, operator: true });
    const fresh = run('token.js', [], env);
    const [, newId] = /The new person is (\S+)/.exec(fresh.stderr) ?? [];
    expect(await done(bearer(server.url, fresh.stdout.trim()).get('/me'))).toMatchObject({
      personId: newId,
      operator: false,
    });
    expect(run('token.js', ['--person', 'anna'], env).status).not.toBe(0);
    expect(run('token.js', ['--days', '0'], env).status).not.toBe(0);
  });

  it('sees in the figures what was asked, what came of it, and how far the read models are', async () => {
    const operator = await person(server, { operator: true });
    await done(operator.post('/parties', { kind: 'group', name: 'GAS Uno' }));
    await (await person(server)).post('/parties', { kind: 'group', name: 'GAS Due' });
    const { text } = (await send(`${server.url}/metrics`)).body as unknown as { text: string };
    expect(text).toContain('semina_commands_total{type="RegisterParty",outcome="accepted"} 1');
    expect(text).toContain('semina_commands_total{type="RegisterParty",outcome="not_allowed"} 1');
    expect(text).toMatch(
      /semina_http_request_duration_seconds_count\{method="POST",route="\/parties",status="201"\} 1/,
    );
    expect(text).toMatch(/semina_projection_lag_events\{projection="deliveries"\} \d/);
    expect(text).toMatch(/semina_event_store_append_duration_seconds_count\{status="appended"\} \d/);
    expect(text).toContain('semina_command_handling{streams="parties",figure="appends"}');
  });

  it('reads in the log one line a request, with its id and without what was sent', async () => {
    const operator = await person(server, { operator: true });
    const id = randomUUID();
    await operator.post(
      '/parties?x=Anna',
      { kind: 'group', name: 'GAS Tre' },
      { headers: { 'X-Request-Id': id } },
    );
    await operator.get('/anna@village.example');
    await until(() => server.log().includes(id));
    const lines = server
      .log()
      .split('\n')
      .filter((each) => each.startsWith('{'))
      .map((each) => JSON.parse(each) as Record<string, unknown>);
    expect(lines.filter(({ requestId }) => requestId === id)).toMatchObject([
      { method: 'POST', route: '/parties', status: 201, person: operator.id, msg: 'request' },
    ]);
    expect(server.log()).not.toMatch(/Anna|GAS|village|Bearer/);
  });

  it('sees it live but not ready while the database is away, and commands can be repeated after', async () => {
    const operator = await person(server, { operator: true });
    const key = randomUUID();
    const body = { kind: 'group', name: 'GAS Quattro' };
    line.cut();
    const refused = await operator.post('/parties', body, { key });
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
      503,
      'store_unavailable',
      '1',
    ]);
    const asked = await operator.get('/co-productions');
    expect([asked.status, asked.body.code]).toEqual([503, 'store_unavailable']);
    const ready = await send(`${server.url}/health/ready`);
    expect([ready.status, ready.body.code]).toEqual([503, 'not_ready']);
    expect((await send(`${server.url}/health/live`)).status).toBe(200);
    line.mend();
    await until(async () => (await operator.post('/parties', body, { key })).status === 201);
    await until(async () => (await send(`${server.url}/health/ready`)).status === 200);
  }, 60_000);

  it('lets nobody ask more often than allowed, and nobody else suffers', async () => {
    const [busy, other] = await Promise.all([person(server), person(server)]);
    const answers = await Promise.all(Array.from({ length: 1_020 }, () => busy.get('/me')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBe(20);
    expect(refused[0]!.body.code).toBe('too_many_requests');
    const wait_seconds = Number(refused[0]!.headers.get('retry-after'));
    expect(wait_seconds).toBeGreaterThanOrEqual(1);
    expect(wait_seconds).toBeLessThanOrEqual(60);
    expect((await other.get('/me')).status).toBe(200);
    expect((await send(`${server.url}/health/live`)).status).toBe(200);
  });

  it('believes a proxy that it is told of, and nobody else, who asks without a token', async () => {
    const left = async (url: string, ...from: string[]): Promise<number> => {
      const headers = { 'X-Forwarded-For': from.join(', ') };
      return Number((await send(`${url}/log/key`, { headers })).headers.get('x-ratelimit-remaining'));
    };
    const before = await left(server.url, '203.0.113.1');
    expect(await left(server.url, '203.0.113.2')).toBe(before - 1);
    const behind = await startBuiltServer({
      databaseUrl: database.url,
      env: { REQUESTS_PER_MINUTE: '10', TRUSTED_PROXIES: '127.0.0.0/8' },
    });
    try {
      expect(await left(behind.url, '203.0.113.1')).toBe(9);
      expect(await left(behind.url, '203.0.113.1')).toBe(8);
      expect(await left(behind.url, '203.0.113.2')).toBe(9);
      // Whatever the asker itself says comes first, and counts for nothing.
      expect(await left(behind.url, '198.51.100.7', '203.0.113.1')).toBe(7);
    } finally {
      await behind.stop();
    }
  });

  it('finds everything again after a restart on the database that the server brings along', async () => {
    const home = await mkdtemp(join(tmpdir(), 'semina-embedded-'));
    const start = (): Promise<BuiltServer> => startBuiltServer({ databaseUrl: '', home });
    try {
      const first = await start();
      const { id } = await done(
        (await person(first, { operator: true })).post('/parties', { kind: 'group', name: 'GAS Cinque' }),
      );
      expect(await first.stop('SIGINT')).toBe(0);
      const second = await start();
      const read = await done((await person(second, { operator: true })).get(`/parties/${id}`));
      expect(read['name']).toBe('GAS Cinque');
      expect(await second.stop()).toBe(0);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  }, 90_000);
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(25);
}
