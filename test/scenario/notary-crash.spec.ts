import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fsck, newLogKeys, parseLogKeys } from '#notary';
import { ORIGIN, rebuilt, Stage, stored, until } from './notary/stage.js';

const program = resolve('dist/test/scenario/notary/process.js');

describe('notaries that are killed in the middle of their work, again and again', () => {
  let stage: Stage;
  const keyText = newLogKeys(ORIGIN);
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    stage = await Stage.open();
    writeFileSync(join(stage.home, 'key'), keyText);
  });
  afterAll(async () => {
    await Promise.all(running.map(kill));
    await stage.close();
  });

  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [program, stage.url, join(stage.home, 'key'), stage.memoryPath], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running.push(child);
    return child;
  };

  const kill = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };

  it('leave every event in the tree exactly once, and never sign two histories', async () => {
    let pair = [start(), start()];
    for (let round = 1; round <= 4; round += 1) {
      const reached = (await stage.status()).size + 100;
      await stage.write(400, 25);
      await until(async () => (await stage.status()).size >= reached);
      // Both at once: whoever leads is in a batch or about to sign; the other cannot help it.
      await Promise.all(pair.map(kill));
      pair = [start(), start()];
    }
    await stage.published(1_600);
    await Promise.all(pair.map(kill));
    expect(await stored(stage.pool)).toEqual(rebuilt(await stage.events()));
    const inspection = await fsck({ queries: stage.pool, store: stage.store, log: parseLogKeys(keyText) });
    expect(inspection).toMatchObject({ leaves: 1_600, findings: [] });
    expect(inspection.heads).toBeGreaterThan(4);
  }, 120_000);

  it('are followed by the one that waits as soon as they are gone', async () => {
    const pair = [start(), start()];
    await stage.write(10);
    await stage.published(1_610);
    for (const child of pair) {
      const others = pair.filter((one) => one !== child && one.signalCode === null);
      await kill(child);
      if (others.length === 0) break;
      const size = (await stage.status()).size + 10;
      await stage.write(10);
      await stage.published(size);
    }
    expect(await stored(stage.pool)).toEqual(rebuilt(await stage.events()));
  }, 60_000);
});
