import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { headFile, parseLogKeys } from '#notary';
import { formatSigningKey, formatVerifierKey } from '#transparency-log';
import { filesOf, Village } from './backup/village.js';
import { ORIGIN } from './auditor/operator.js';
import { backup, type Outcome, type Place, restore } from './backup/programs.js';
import { Stage, until } from './notary/stage.js';

/** A log that two witnesses co-sign and a partner follows, and two backups of it: one old, one of today. */
describe('a restored backup, to the partners', () => {
  let village: Village;
  const files = { old: '', today: '' };
  const sizes = { old: 0, today: 0 };
  let keys: { readonly LOG_KEY: string };
  let stages: Stage[] = [];

  const placeOf = ({ home, url }: Stage): Place => ({ home, databaseUrl: url });
  const notaryOn = (stage: Stage) =>
    stage.notary({
      keys: parseLogKeys(keys.LOG_KEY),
      witnesses: village.witnesses.map(({ key, url }) => ({ key, url })),
      memory: headFile(stage.memoryPath),
      paces: { witnessWaitMs: 5_000 },
    });
  const newStage = async (): Promise<Stage> => {
    const stage = await Stage.open();
    stages.push(stage);
    return stage;
  };

  beforeAll(async () => {
    village = await Village.settle();
    await village.live();
    const { stage } = village;
    keys = { LOG_KEY: formatSigningKey(village.key) };
    files.old = join(stage.home, 'old.tar');
    files.today = join(stage.home, 'today.tar');
    sizes.old = village.size;
    expect(await backup(placeOf(stage), files.old, keys)).toMatchObject({ status: 0 });
    const notary = notaryOn(stage);
    sizes.today = sizes.old + 30;
    await stage.write(30);
    await until(async () => (await stage.status()).published?.size === sizes.today);
    await until(async () => (await village.follow()).stdout.includes('30 of them new'));
    await notary.stop();
    expect(await backup(placeOf(stage), files.today, keys)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('No keys are in it'),
    });
  }, 120_000);
  afterEach(async () => {
    await Promise.all(stages.map((stage) => stage.close()));
    stages = [];
  });
  afterAll(() => village.leave());

  it.each([
    ['the witnesses say', async () => ({ args: [], env: { WITNESSES: witnesses() } })],
    [
      'the page of a witness shows',
      async () => ({ args: ['--checkpoint', shownBy(village.witnesses[0]!.url)], env: {} }),
    ],
    [
      'the folder of a partner shows',
      async () => ({ args: ['--checkpoint', join(village.partnerOfOld.directory, 'state.json')], env: {} }),
    ],
  ])('tells that events are missing where %s so, and how many', async (_what, telling) => {
    const stage = await newStage();
    const { args, env } = await telling();
    const outcome = await restore(placeOf(stage), files.old, args, { ...keys, ...env });
    expect(outcome.status).toBe(1);
    expect(outcome.stdout).toContain(`The backup ends at event ${sizes.old}`);
    expect(outcome.stdout).toContain(`is of ${sizes.today} events`);
    expect(outcome.stdout).toMatch(/30 events made after 20\d\d-\d\d-\d\d \d\d:\d\d UTC are missing/);
    expect(await stage.events()).toHaveLength(sizes.old);
  });

  it('is never the beginning of a second history, however many events are made in it', async () => {
    const stage = await newStage();
    await restore(placeOf(stage), files.old, ['--checkpoint', shownBy(village.witnesses[0]!.url)], keys);
    const signed = async (): Promise<number> =>
      (await stage.pool.query('SELECT FROM transparency_log.checkpoints')).rowCount ?? 0;
    const before = await signed();
    notaryOn(stage);
    const refusals = (code: string) => stage.listening.errors().filter((message) => message.includes(code));
    await until(
      () => refusals(`A head of ${sizes.today} leaves was signed, and there are ${sizes.old}`).length > 0,
    );
    await stage.write(50);
    await until(() => refusals('does not begin with').length > 0);
    expect(await signed()).toBe(before);
  });

  it('is refused where a page shows another past, or is of another log, and nothing is restored', async () => {
    const stage = await newStage();
    const { partnerOfOld } = village;
    const fork = (await village.honest()).forked((leaves) => leaves.splice(3, 1));
    const page = await partnerOfOld.given('fork', fork.publish());
    const refused = await restore(placeOf(stage), files.today, ['--checkpoint', page], keys);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('history_differs') });
    const letter = join(stage.home, 'letter');
    await writeFile(letter, 'Dear treasurer');
    for (const wrong of [letter, join(stage.home, 'nothing'), 'http://127.0.0.1:1/checkpoint']) {
      const outcome = await restore(placeOf(stage), files.today, ['--checkpoint', wrong], keys);
      expect(outcome).toMatchObject({ status: 2, stderr: expect.stringContaining('checkpoint_unusable') });
    }
    expect(await stage.events()).toEqual([]);
  }, 60_000);

  it('is refused where an event was changed before it was made, which the backup tells at once', async () => {
    const [forged, stage] = [await newStage(), await newStage()];
    expect((await restore(placeOf(forged), files.today, [], keys)).status).toBe(0);
    await forged.pool.query(
      `ALTER TABLE event_store.events DISABLE TRIGGER ALL;
       UPDATE event_store.events SET type = 'PledgeForged' WHERE position = 60;
       ALTER TABLE event_store.events ENABLE TRIGGER ALL`,
    );
    const file = join(forged.home, 'forged.tar');
    const taken: Outcome = await backup(placeOf(forged), file, keys);
    expect(taken).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('event_changed: The event at position 60'),
    });
    const refused = await restore(placeOf(stage), file, [], keys);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('log_broken') });
    expect(await stage.events()).toEqual([]);
  }, 60_000);

  // The last one, since the witnesses see more from here on.
  it('is the same log as before: it goes on, is co-signed, and who follows it finds nothing', async () => {
    const stage = await newStage();
    const restored = await restore(placeOf(stage), files.today, [], { ...keys, WITNESSES: witnesses() });
    expect(restored).toMatchObject({ status: 0, stderr: expect.not.stringContaining('could not be asked') });
    expect(restored.stdout).toMatch(/co-signed by (mag6|banca)\.example/);
    notaryOn(stage);
    await stage.write(10);
    await stage.published(sizes.today + 10);
    village.served.files = filesOf(stage.log);
    await until(async () => (await village.follow()).stdout.includes('10 of them new'));
    expect(stage.listening.errors()).toEqual([]);
  }, 60_000);

  const witnesses = (): string =>
    village.witnesses.map(({ key, url }) => `${formatVerifierKey(key)} ${url}`).join(',');
  const shownBy = (url: string): string =>
    `${url}/${createHash('sha256').update(ORIGIN).digest('hex')}/checkpoint`;
});
