import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { anyOf, openTrustedCheckpoint, parseVerifierKey } from '#transparency-log';
import { Stage, until } from './notary/stage.js';

const built = (path: string): string => resolve('dist/apps', path);

describe('whoever runs the log', () => {
  let stage: Stage;
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.write(5);
  });
  afterAll(async () => {
    await Promise.all(started.map((child) => end(child)));
    await stage.close();
  });

  const environment = (extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    DATABASE_URL: stage.url,
    SEMINA_HOME: stage.home,
    LOG_LEVEL: 'warn',
    ...extra,
  });
  const log = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [built('worker/log.js'), ...args], {
      env: environment(),
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const start = (path: string, args: string[] = [], extra: NodeJS.ProcessEnv = {}): ChildProcess => {
    const child = spawn(process.execPath, [built(path), ...args], {
      env: environment(extra),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(child);
    return child;
  };
  const end = async (child: ChildProcess): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    return ((await exited) as [number | null])[0];
  };

  it('is told that there is no log before a notary has run', () => {
    expect(log('fsck')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('No notary has run here yet'),
    });
    expect(log('key')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('the first start makes it'),
    });
    expect(log('status').stdout).toContain('no notary has run yet');
  });

  it('has a worker make it, under a key of its own, with a witness that a partner has started', async () => {
    const worker = start('worker/main.js');
    await stage.published(5);
    expect(await end(worker)).toBe(0);
    const key = log('key').stdout.trim();
    expect(key).toMatch(/^localhost\/semina-[0-9a-f]{8}\+/);

    const home = join(stage.home, 'witness');
    mkdirSync(home);
    writeFileSync(join(home, 'logs'), `log ${key}\n`);
    const partner = start('witness/main.js', ['--home', home, '--name', 'partner.example', '--port', '0']);
    const said = createInterface({ input: partner.stdout! })[Symbol.asyncIterator]();
    const witnessKey = ((await said.next()).value as string).replace('This witness is ', '');
    const url = /http:\S+/.exec((await said.next()).value as string)![0];

    const again = start('worker/main.js', [], { WITNESSES: `${witnessKey} ${url}` });
    await stage.write(5);
    await stage.published(10);
    await until(async () => (await stage.status()).published?.cosignatures === 1);
    const { note } = (await stage.log.head())!;
    const witness = { name: 'partner', key: parseVerifierKey(witnessKey) };
    const policy = anyOf(1, [{ key: parseVerifierKey(key) }], [witness]);
    expect(openTrustedCheckpoint(note, policy).cosigned.map((one) => one.witness)).toEqual(['partner']);
    expect(await end(again)).toBe(0);
    expect(log('status').stdout).toMatch(/published\s*│ 10, since/);
  }, 60_000);

  it('finds all as it was signed, or what was changed', async () => {
    const whole = log('fsck');
    expect(whole.status).toBe(0);
    expect(whole.stdout).toMatch(
      /^10 leaves and \d+ signed heads of localhost\/semina-\w+ were checked; 0 events wait\.\nAll is as it was signed\.\n$/,
    );
    await stage.pool.query(`ALTER TABLE event_store.events DISABLE TRIGGER ALL;
      UPDATE event_store.events SET data = '{"amount":1}' WHERE position = 4;
      ALTER TABLE event_store.events ENABLE TRIGGER ALL`);
    const changed = log('fsck');
    expect(changed.status).toBe(1);
    expect(changed.stdout).toContain(
      'event_changed: The event at position 4 is not the event that was made a leaf of the log: it was changed afterwards.\nSOMETHING WAS CHANGED.\n',
    );
  });

  it('changes the key: both sign for a while, then the old one retires', async () => {
    const [old] = log('key').stdout.trim().split('\n');
    expect(log('new-key').stdout.trim().split('\n')).toHaveLength(2);
    const both = log('key').stdout.trim().split('\n');
    expect(both[0]).toBe(old);
    const worker = start('worker/main.js');
    await stage.write(1);
    await stage.published(11);
    const { note } = (await stage.log.head())!;
    for (const key of both) openTrustedCheckpoint(note, anyOf(0, [{ key: parseVerifierKey(key) }], []));
    await end(worker);
    expect(log('retire-key', old!.split('+')[1]!).stdout.trim()).toBe(both[1]);
    const later = start('worker/main.js');
    await stage.write(1);
    await stage.published(12);
    await end(later);
    expect(log('fsck').stdout).not.toContain('signature_invalid');
    expect(log('retire-key', both[1]!.split('+')[1]!)).toMatchObject({ status: 2, stdout: '' });
  }, 60_000);

  it('is told in words what is wrong with what the worker was given', () => {
    const run = (extra: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, [built('worker/main.js')], { env: environment(extra), encoding: 'utf8' });
    const cases: [NodeJS.ProcessEnv, string][] = [
      [{ NOTARY: 'yes' }, 'NOTARY must be on or off, not "yes".'],
      [{ WITNESSES: 'nobody' }, 'Witness 1: its address should begin with https://.'],
      [{ LOG_ORIGIN: 'example.com/other' }, 'The log is to be called example.com/other'],
      [{ LOG_KEY: 'secret' }, 'not an Ed25519 key string'],
    ];
    for (const [extra, message] of cases) {
      const { status, stderr } = run(extra);
      expect(status).toBe(2);
      expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(message)]);
      expect(stderr).not.toContain('secret');
    }
  });
});
