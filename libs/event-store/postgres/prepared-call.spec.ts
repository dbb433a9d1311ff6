import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/postgres/database.js';
import { callPrepared } from './prepared-call.js';

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('a call of a prepared statement', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function connect(settings: pg.ClientConfig = {}): Promise<void> {
    client = new pg.Client({ connectionString: database.url, query_timeout: 60_000, ...settings });
    // Without a listener a lost connection would end the tests.
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`
      PREPARE halves (integer) AS SELECT n, CASE WHEN n % 2 = 0 THEN n / 2 END FROM generate_series(1, $1) n;
      PREPARE quotient (integer, integer) AS SELECT $1 / $2;
      PREPARE sleep (float) AS SELECT pg_sleep($1);
      PREPARE echo (text) AS SELECT $1`);
  }
  afterEach(() => client.end());

  /** Ends the connection from the server's side. */
  async function cut(): Promise<void> {
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    await other.end();
  }

  it('answers with every row as text, null where there is nothing', async () => {
    await connect();
    expect(await callPrepared(client, 'halves', ['4'])).toEqual([
      ['1', null],
      ['2', '1'],
      ['3', null],
      ['4', '2'],
    ]);
    expect(await callPrepared(client, 'halves', ['0'])).toEqual([]);
    expect(await callPrepared(client, 'echo', [null])).toEqual([[null]]);
    expect(await callPrepared(client, 'echo', ['Zürich\n€ 5'])).toEqual([['Zürich\n€ 5']]);
  });

  it('gives calls and queries that wait for each other their own answers', async () => {
    await connect();
    const first = callPrepared(client, 'echo', ['first']);
    const second = client.query<{ word: string }>(`SELECT 'second' AS word`);
    expect(await first).toEqual([['first']]);
    const third = callPrepared(client, 'echo', ['third']);
    expect((await second).rows).toEqual([{ word: 'second' }]);
    expect(await third).toEqual([['third']]);
  });

  it('rejects with what the server objects to, and leaves the connection to others', async () => {
    await connect();
    const refused = callPrepared(client, 'quotient', ['1', '0']);
    const next = callPrepared(client, 'quotient', ['6', '2']);
    await expect(refused).rejects.toMatchObject({ code: '22012' });
    expect(await next).toEqual([['3']]);
    await expect(callPrepared(client, 'unheard of', [])).rejects.toMatchObject({ code: '26000' });
    await expect(callPrepared(client, 'quotient', ['one', '2'])).rejects.toMatchObject({ code: '22P02' });
    expect(await callPrepared(client, 'quotient', ['4', '2'])).toEqual([['2']]);
  });

  it('rejects where the server is silent for longer than the client waits', async () => {
    await connect({ query_timeout: 200 });
    await expect(callPrepared(client, 'sleep', ['60'])).rejects.toThrow('timeout');
    await cut();
  });

  it('rejects where the connection is lost', async () => {
    await connect();
    const lost = expect(callPrepared(client, 'sleep', ['60'])).rejects.toThrow('terminat');
    await cut();
    await lost;
    await expect(callPrepared(client, 'echo', [''])).rejects.toThrow();
  });

  it('leaves no timer behind that waits for an answer which has come', async () => {
    await connect();
    const before = timers();
    const answer = callPrepared(client, 'echo', ['']);
    expect(timers()).toBe(before + 1);
    await answer;
    await expect(callPrepared(client, 'quotient', ['1', '0'])).rejects.toThrow();
    expect(timers()).toBe(before);
  });
});
