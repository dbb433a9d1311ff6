import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#infra/postgres/database.js';
import { runningPostmaster } from '#infra/postgres/embedded/postmaster.js';
import { sharedBuffersMib } from '#infra/postgres/embedded/settings.js';
import { ask, openElsewhere, program } from './elsewhere.js';
import { dataOf, removeHome } from './home.js';

const ordinary = { uid: 65_534, gid: 65_534 };

describe('the embedded database of a home', () => {
  const home = join(mkdtempSync(join(tmpdir(), 'semina home ')), 'of one machine');

  afterAll(async () => {
    await removeHome(home);
    await rm(join(home, '..'), { recursive: true, force: true });
  });

  it('is made once when two processes want it at the same instant, and stays until both have left', async () => {
    const both = await Promise.all([openElsewhere(home), openElsewhere(home)]);
    expect(both[0].url).toBe(both[1].url);
    expect(new URL(both[0].url).hostname).toBe('127.0.0.1');
    await ask(both[0].url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await both[0].close();
    expect(await ask(both[1].url, 'SELECT * FROM kept')).toEqual([{ one: 1 }]);
    await both[1].close();
    expect(runningPostmaster(dataOf(home))).toBeUndefined();
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

  it('takes a quarter of the memory at most, and writes few whole pages into its log', async () => {
    const database = await openDatabase({ home });
    const settings = await ask<{ name: string; mib: number }>(
      database.url,
      `SELECT name, pg_size_bytes(current_setting(name)) / 1024 / 1024 AS mib
       FROM pg_settings WHERE name IN ('max_wal_size', 'shared_buffers') ORDER BY name`,
    );
    const [wal, buffers] = settings.map(({ mib }) => Number(mib));
    expect(wal).toBe(4_096);
    expect(buffers).toBeGreaterThanOrEqual(128);
    expect(buffers).toBeLessThanOrEqual(Math.max(128, totalmem() / 4 / 1_024 ** 2));
    await database.close();
  });

  it.each([
    [0.25, 128],
    [2, 512],
    [24, 6_144],
    [256, 8_192],
  ])('takes of %d GiB of memory %d MiB to share', (gib, mib) => {
    expect(sharedBuffersMib(gib * 1_024 ** 3)).toBe(mib);
  });

  it('goes on when the process that started it is killed; the next one to come keeps it, and stops it', async () => {
    const first = await openElsewhere(home);
    const postmaster = runningPostmaster(dataOf(home))!;
    await first.kill();
    const second = await openDatabase({ home });
    expect(second.url).toBe(first.url);
    expect(runningPostmaster(dataOf(home))).toMatchObject({ pid: postmaster.pid });
    expect(await ask(second.url, 'SELECT * FROM kept')).toEqual([{ one: 1 }]);
    await second.close();
    expect(runningPostmaster(dataOf(home))).toBeUndefined();
  });

  it('comes up again, at the same address, after the server and its owner were killed', async () => {
    const first = await openElsewhere(home);
    await ask(first.url, 'INSERT INTO kept VALUES (2)');
    process.kill(runningPostmaster(dataOf(home))!.pid, 'SIGKILL');
    await first.kill();
    const second = await openDatabase({ home });
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'SELECT * FROM kept ORDER BY one')).toEqual([{ one: 1 }, { one: 2 }]);
    await second.close();
  });

  it('is not kept from starting by what the dead left, even if a stranger now has their process ids', async () => {
    const { pid } = process;
    writeFileSync(
      join(dataOf(home), 'postmaster.pid'),
      `${pid}\n${dataOf(home)}\n1\n1\n\n127.0.0.1\n\nready\n`,
    );
    writeFileSync(join(home, 'postgres.lock'), JSON.stringify({ pid, startedAt: 'long ago' }));
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
  // Only root can become somebody else, and only where that somebody may read this checkout.
  const asRoot = process.getuid?.() === 0 && reachable ? it : it.skip;

  asRoot(
    'belongs to an ordinary user as well as to root (asked of root, in a folder open to all)',
    async () => {
      const theirs = mkdtempSync(join(tmpdir(), 'semina-ordinary-'));
      chownSync(theirs, ordinary.uid, ordinary.gid);
      const database = await openElsewhere(theirs, ordinary);
      expect(await ask(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await database.close();
      await removeHome(theirs);
    },
  );
});
