import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { openDatabase } from '#infra/postgres/database.js';
import { runningPostmaster } from '#infra/postgres/embedded/postmaster.js';

const program = resolve('dist/test/postgres/open-database.js');
const ordinary = { uid: 65_534, gid: 65_534 };

interface Other {
  readonly url: string;
  readonly child: ChildProcess;
  close(): Promise<void>;
}

/** The database as another process opens it. */
async function openElsewhere(home: string, as: { uid?: number; gid?: number } = {}): Promise<Other> {
  const child = spawn(process.execPath, [program, home], {
    ...as,
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const url = (await lines.next()).value as string;
  return {
    url,
    child,
    close: async () => {
      child.stdin!.write('close\n');
      expect((await lines.next()).value).toBe('closed');
    },
  };
}

async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const data = (home: string): string => join(realpathSync(join(home, 'postgres')), 'data');
const remove = async (home: string): Promise<void> => {
  await rm(realpathSync(join(home, 'postgres')), { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
};

describe('the embedded database of a home', () => {
  const home = join(mkdtempSync(join(tmpdir(), 'semina home ')), 'of one machine');

  afterAll(async () => {
    await remove(home);
    await rm(join(home, '..'), { recursive: true, force: true });
  });

  it('is made once when two processes want it at the same instant, and stays when the one who came second leaves', async () => {
    const both = await Promise.all([openElsewhere(home), openElsewhere(home)]);
    expect(both[0].url).toBe(both[1].url);
    expect(new URL(both[0].url).hostname).toBe('127.0.0.1');
    await ask(both[0].url, 'CREATE TABLE kept AS SELECT 1 AS one');
    const owner = (JSON.parse(readFileSync(join(home, 'postgres.owner'), 'utf8')) as { pid: number }).pid;
    const [first, second] = both[0].child.pid === owner ? both : both.toReversed();
    await second!.close();
    expect(await ask(first!.url, 'SELECT * FROM kept')).toEqual([{ one: 1 }]);
    await first!.close();
    expect(runningPostmaster(data(home))).toBeUndefined();
  });

  it('waits for the disk, listens to this machine alone, and keeps its password to its owner', async () => {
    const database = await openDatabase({ home });
    const settings = await ask<{ name: string; setting: string }>(
      database.url,
      `SELECT name, setting FROM pg_settings
       WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses') ORDER BY name`,
    );
    expect(settings.map(({ setting }) => setting)).toEqual(['on', 'on', '127.0.0.1', 'on']);
    expect(statSync(join(home, 'postgres.password')).mode & 0o777).toBe(0o600);
    const wrong = new URL(database.url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await database.close();
  });

  it('goes on when the process that started it is killed; the next one to come keeps it, and stops it', async () => {
    const first = await openElsewhere(home);
    const postmaster = runningPostmaster(data(home))!;
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await openDatabase({ home });
    expect(second.url).toBe(first.url);
    expect(runningPostmaster(data(home))).toMatchObject({ pid: postmaster.pid });
    expect(await ask(second.url, 'SELECT * FROM kept')).toEqual([{ one: 1 }]);
    await second.close();
    expect(runningPostmaster(data(home))).toBeUndefined();
  });

  it('comes up again, at the same address, after the server and its owner were killed', async () => {
    const first = await openElsewhere(home);
    await ask(first.url, 'INSERT INTO kept VALUES (2)');
    process.kill(runningPostmaster(data(home))!.pid, 'SIGKILL');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await openDatabase({ home });
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'SELECT * FROM kept ORDER BY one')).toEqual([{ one: 1 }, { one: 2 }]);
    await second.close();
  });

  it('is not kept from starting by what the dead left, even if a stranger now has their process ids', async () => {
    const { pid } = process;
    writeFileSync(join(data(home), 'postmaster.pid'), `${pid}\n${data(home)}\n1\n1\n\n127.0.0.1\n\nready\n`);
    for (const name of ['postgres.lock', 'postgres.owner']) {
      writeFileSync(join(home, name), JSON.stringify({ pid, startedAt: 'long ago' }));
    }
    const database = await openDatabase({ home });
    expect(await ask(database.url, 'SELECT count(*)::integer AS kept FROM kept')).toEqual([{ kept: 2 }]);
    await database.close();
  });

  it('is not there when another server is named, which stays as it is', async () => {
    const url = 'postgres://somebody@example.org/books';
    const database = await openDatabase({ home: join(home, 'unused'), url });
    expect(database.url).toBe(url);
    await database.close();
    expect(() => statSync(join(home, 'unused'))).toThrow('ENOENT');
  });

  const reachable = spawnSync(process.execPath, ['--check', program], ordinary).status === 0;
  const asRoot = process.getuid?.() === 0 && reachable ? it : it.skip;

  asRoot('belongs to an ordinary user as well as to root', async () => {
    const theirs = mkdtempSync(join(tmpdir(), 'semina-ordinary-'));
    chownSync(theirs, ordinary.uid, ordinary.gid);
    const database = await openElsewhere(theirs, ordinary);
    expect(await ask(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await database.close();
    await remove(theirs);
  });
});
