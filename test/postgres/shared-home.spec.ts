import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#infra/postgres/database.js';
import { runningPostmaster } from '#infra/postgres/embedded/postmaster.js';
import { openElsewhere } from './elsewhere.js';
import { dataOf, removeHome } from './home.js';

describe('the embedded database that two processes of one home use', () => {
  const home = mkdtempSync(join(tmpdir(), 'semina-shared-'));
  const server = () => runningPostmaster(dataOf(home));

  afterAll(() => removeHome(home));

  it('stays for the second when the first, which started it, ends; and stops when the second ends', async () => {
    const first = await openElsewhere(home);
    const second = await openElsewhere(home);
    expect(second.url).toBe(first.url);
    expect(await second.query()).toBe('one');
    const before = server();
    await first.close();
    expect(await second.query()).toBe('one');
    expect(server()).toEqual(before);
    await second.close();
    expect(server()).toBeUndefined();
  });

  it('stays for the first when the second ends, and stops when the first ends', async () => {
    const first = await openElsewhere(home);
    const second = await openElsewhere(home);
    await second.close();
    expect(await first.query()).toBe('one');
    await first.close();
    expect(server()).toBeUndefined();
  });

  it('stops when the first ends after the second was killed', async () => {
    const first = await openElsewhere(home);
    const second = await openElsewhere(home);
    await second.kill();
    expect(await first.query()).toBe('one');
    await first.close();
    expect(server()).toBeUndefined();
  });

  it('stops when the second ends after the first, which started it, was killed', async () => {
    const first = await openElsewhere(home);
    const second = await openElsewhere(home);
    await first.kill();
    expect(await second.query()).toBe('one');
    await second.close();
    expect(server()).toBeUndefined();
  });

  it('stays for a third who comes between the end of the first and the end of the second', async () => {
    const first = await openElsewhere(home);
    const second = await openElsewhere(home);
    expect(await second.query()).toBe('one');
    await first.close();
    const third = await openElsewhere(home);
    expect(third.url).toBe(second.url);
    expect([await second.query(), await third.query()]).toEqual(['one', 'one']);
    await second.close();
    expect(await third.query()).toBe('one');
    await third.close();
    expect(server()).toBeUndefined();
  });

  it('is stopped once when both end at the same instant', async () => {
    const both = [await openElsewhere(home), await openElsewhere(home)];
    await Promise.all(both.map((one) => one.close()));
    expect(server()).toBeUndefined();
  });

  it('does not stay for what the dead left, even if a stranger now has their process id, nor for half a file', async () => {
    const users = join(home, 'postgres.users');
    mkdirSync(users, { recursive: true });
    writeFileSync(
      join(users, String(process.ppid)),
      JSON.stringify({ pid: process.ppid, startedAt: 'long ago' }),
    );
    writeFileSync(join(users, '1'), '');
    const database = await openDatabase({ home });
    expect(readdirSync(users)).toEqual([String(process.pid)]);
    await database.close();
    expect(server()).toBeUndefined();
    expect(readdirSync(users)).toEqual([]);
  });
});
