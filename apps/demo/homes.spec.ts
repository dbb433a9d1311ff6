import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeHome, removeHome, removeIfEmpty, SERVER_IDENTITY, sweepHomes } from './homes.js';

/** The id of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('the homes of demos', () => {
  let homes: string;
  beforeEach(() => (homes = mkdtempSync(join(tmpdir(), 'semina-homes-'))));
  afterEach(() => rmSync(homes, { recursive: true, force: true }));

  it('are one a process, and gone when it ends', async () => {
    const home = await makeHome(homes);
    expect(home).toBe(join(homes, `demo-${process.pid}`));
    await removeHome(home);
    await removeIfEmpty(homes);
    expect(existsSync(homes)).toBe(false);
  });

  it('are swept where their demo was killed, and left where it runs', async () => {
    const home = await makeHome(homes);
    const left = join(homes, `demo-${deadPid()}`);
    mkdirSync(left);
    await sweepHomes(homes);
    expect([existsSync(home), existsSync(left)]).toEqual([true, false]);
  });

  it('are told from whoever has a dead demo’s process id now', async () => {
    const home = join(homes, 'demo-1');
    mkdirSync(home);
    writeFileSync(join(home, 'demo.identity'), JSON.stringify({ pid: 1, startedAt: '-1' }));
    await sweepHomes(homes);
    expect(existsSync(home)).toBe(process.platform !== 'linux');
  });

  it('leave everything else in the folder alone', async () => {
    for (const name of ['imports', 'demo-books', 'postgres']) mkdirSync(join(homes, name));
    await sweepHomes(homes);
    await removeIfEmpty(homes);
    expect(readdirSync(homes).sort()).toEqual(['demo-books', 'imports', 'postgres']);
  });

  it('take the server that still runs in them along', async () => {
    const home = join(homes, `demo-${deadPid()}`);
    mkdirSync(home);
    const server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")']);
    const ended = once(server, 'exit');
    await once(server.stdout, 'data');
    writeFileSync(join(home, SERVER_IDENTITY), JSON.stringify({ pid: server.pid, startedAt: null }));
    await sweepHomes(homes);
    expect((await ended)[1]).toBe('SIGTERM');
    expect(existsSync(home)).toBe(false);
  });
});
