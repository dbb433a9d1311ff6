import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DoubleProcess, startDoubleProcess } from '../eventstoredb-double/double-process.js';
import { House, Life } from './backup/house.js';
import { backup, type Outcome, restore, start } from './backup/programs.js';

describe('a house whose events are in EventStoreDB', () => {
  const houses: House[] = [];
  const doubles: DoubleProcess[] = [];
  let house: House;
  let file: string;
  let life: Life;
  let events: { readonly EVENT_STORE: string };
  let balances: unknown;

  const newHouse = async (): Promise<House> => {
    const built = await House.build();
    houses.push(built);
    return built;
  };
  const newEventStore = async (): Promise<{ readonly EVENT_STORE: string }> => {
    const double = await startDoubleProcess();
    doubles.push(double);
    return { EVENT_STORE: double.connectionString };
  };
  const refused = (code: string): object => ({ status: 2, stderr: expect.stringContaining(code) as string });

  beforeAll(async () => {
    house = await newHouse();
    events = await newEventStore();
    file = join(house.folder, 'backup.tar');
    const server = await house.open(events);
    life = await Life.begin(server);
    await life.pledgeTimes(3);
    balances = await life.balances();
    const [double] = doubles;
    const ours = (await double!.written()).filter(({ stream }) => /^(coproduction|party)-/.test(stream));
    await house.published(ours.length);
    expect(await backup(house, file, events)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('no events, which EVENT_STORE keeps') as string,
    });
    await server.stop();
  }, 120_000);
  afterAll(async () => {
    await Promise.all(houses.map((each) => each.leave()));
    await Promise.all(doubles.map((double) => double.stop()));
  });

  it('is not backed up, nor restored, by somebody who forgets to say so', async () => {
    const other = await newHouse();
    const forgotten = join(other.folder, 'forgotten.tar');
    expect(await backup(house, forgotten)).toMatchObject(refused('event_store_differs'));
    expect(readdirSync(other.folder)).toEqual([]);
    expect(await restore(other, file)).toMatchObject(refused('event_store_differs'));
  }, 60_000);

  it('has everything but the events in its backup, and goes on from it on another machine', async () => {
    const other = await newHouse();
    const restored = await restore(other, file, [], events);
    expect(restored).toMatchObject({ status: 0, stderr: expect.not.stringContaining('could not') as string });
    expect(restored.stdout).toContain('Nothing of the log is known to be missing');
    expect(await fsck(other, events)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('All is as it was signed') as string,
    });
    const server = await other.open(events);
    life.at(server);
    expect(await life.balances()).toEqual(balances);
    await server.stop();
  }, 60_000);

  it('is told which events are missing where EventStoreDB was not restored with it', async () => {
    const [other, empty] = [await newHouse(), await newEventStore()];
    expect(await restore(other, file, [], empty)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('`npm run log -- fsck` tells then which of them are missing') as string,
    });
    expect(await fsck(other, empty)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('event_missing') as string,
    });
  }, 60_000);
});

it('events in the backup are not restored for a server that looks for them in EventStoreDB, nor a page taken unread', async () => {
  const [house, other] = await Promise.all([House.build(), House.build()]);
  const [file, page] = [join(house.folder, 'backup.tar'), join(house.folder, 'page')];
  try {
    const server = await house.open({ NOTARY: 'off' });
    await Life.begin(server);
    await server.stop();
    const elsewhere = { EVENT_STORE: 'esdb://127.0.0.1:1?tls=false' };
    expect(await backup(house, file, elsewhere)).toMatchObject({ status: 2 });
    expect(await backup(house, file)).toMatchObject({ status: 0 });
    await writeFile(page, 'Dear treasurer');
    for (const [args, env, code] of [
      [[], elsewhere, 'event_store_differs'],
      [['--checkpoint', page], {}, 'checkpoint_unusable'],
    ] as const) {
      const outcome: Outcome = await restore(other, file, args, env);
      expect(outcome).toMatchObject({ status: 2, stderr: expect.stringContaining(code) as string });
    }
    expect(await restore(other, file)).toMatchObject({ status: 0 });
  } finally {
    await Promise.all([house.leave(), other.leave()]);
  }
}, 60_000);

const fsck = (place: House, env: Record<string, string>): Promise<Outcome> =>
  start('log', place, ['fsck'], env).outcome;
