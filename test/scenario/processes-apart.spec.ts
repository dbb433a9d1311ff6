import type pg from 'pg';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { fsck, PublishedLog, readLogStatus } from '#notary';
import { readStatus } from '#projection-engine';
import { allProjections } from '#read-models';
import { noteVerifier, parseVerifierKey } from '#transparency-log';
import { House, Life } from './backup/house.js';
import { rebuilt, stored, until } from './notary/stage.js';
import { rowsIn, rowsReplayed } from './projections/rows.js';
import { startWorker, type WorkerProcess } from './projections/worker.js';

const APART = { PROJECTIONS: 'off', NOTARY: 'off' };

describe('two processes at the door and two workers behind it', () => {
  let house: House;
  let pool: pg.Pool;

  beforeAll(async () => {
    house = await House.build();
    pool = house.pool;
  });
  afterAll(() => house.leave());

  const newWorker = (): WorkerProcess =>
    startWorker(house.databaseUrl, { SEMINA_HOME: house.home, NOTARY: 'on', WORKER_PORT: '0' });
  const leads = (worker: WorkerProcess): boolean =>
    worker.output().includes('this process is the notary now');
  const health = async (worker: WorkerProcess, page: string): Promise<number> => {
    await until(() => worker.output().includes('the worker runs'));
    const [, url] = /"health":"(http:[^"]+)"/.exec(worker.output()) ?? [];
    return (await fetch(`${url}/health/${page}`)).status;
  };

  it('lose nothing and double nothing when whichever worker leads is killed, again and again', async () => {
    const [one, other] = await Promise.all([house.open(APART), house.open(APART)]);
    const [life, elsewhere] = [await Life.begin(one), await Life.begin(one)];
    elsewhere.at(other);
    let workers = [newWorker(), newWorker()];
    const writing = new AbortController();
    const people = [life, elsewhere, elsewhere].map((each) => each.pledgeUntil(writing.signal));
    for (let round = 0; round < 2; round += 1) {
      await until(() => workers.some(leads));
      const [leader, waiting] = leads(workers[0]!) ? workers : workers.toReversed();
      expect(await health(waiting!, 'ready')).toBe(200);
      const before = await readLogStatus(pool);
      await until(async () => (await readLogStatus(pool)).size > before.size);
      await leader!.kill();
      workers = [waiting!, newWorker()];
    }
    await until(() => workers.some(leads));
    writing.abort();
    await Promise.all(people);
    await expectAllOnce([life, elsewhere]);
    expect(await Promise.all(workers.map((worker) => worker.stop()))).toEqual([0, 0]);
  }, 120_000);

  /** Each acknowledged command is an event; each event is a leaf of the tree and in the read models, and once. */
  async function expectAllOnce(lives: readonly Life[]): Promise<void> {
    const store = openPostgresEventStore({ pool });
    const events = await store.readAll(1n, { limit: 10_000 });
    const acknowledged = lives.flatMap((life) => life.acknowledged);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    expect(
      events.filter(({ type }) => type === 'PledgeMade').map(({ position }) => Number(position)),
    ).toEqual(acknowledged.toSorted((a, b) => a - b));
    await house.published(events.length);
    await until(async () =>
      (await readStatus(pool, allProjections, store)).every(
        ({ position }) => position === BigInt(events.length),
      ),
    );
    expect(await rowsIn(pool, 'read')).toEqual(await rowsReplayed({ url: house.databaseUrl, store }));
    expect(await stored(pool)).toEqual(rebuilt(events));
    const { origin, verifierKeys } = (await new PublishedLog(pool).identity())!;
    const log = { origin, verifiers: verifierKeys.map((key) => noteVerifier(parseVerifierKey(key))) };
    expect((await fsck({ queries: pool, store, log })).findings).toEqual([]);
    await store.close();
  }

  it('tell whoever watches them how they are', async () => {
    const worker = newWorker();
    expect(await health(worker, 'live')).toBe(200);
    expect(await health(worker, 'ready')).toBe(200);
    await pool.query(
      `UPDATE read.checkpoints SET failure = 'a defect', failing_since = now() WHERE projection = 'deliveries'`,
    );
    expect(await health(worker, 'ready')).toBe(503);
    expect(await health(worker, 'live')).toBe(200);
    expect(await health(worker, 'elsewhere')).toBe(404);
    expect(await worker.stop()).toBe(0);
    const refused = startWorker(house.databaseUrl, { SEMINA_HOME: house.home, WORKER_PORT: 'many' });
    await until(() => refused.output().includes('WORKER_PORT must be a number from 0 to 65535, not "many".'));
    await refused.kill();
  }, 60_000);
});
