import { readStatus } from '#projection-engine';
import { allProjections, startReadModels } from '#read-models';
import { ProjectionGroups } from '../../libs/projection-engine/runner/projection-groups.js';
import { openPool } from '../../libs/projection-engine/runner/pool.js';
import { idOf, write } from './projections/book.js';
import { longBook } from './projections/random-book.js';
import { rowsIn, rowsReplayed } from './projections/rows.js';
import { Listening, openStage, type Stage } from './projections/running.js';
import { until } from './projections/until.js';
import { startWorker, type WorkerProcess } from './projections/worker.js';

const story = longBook('a long story', 600);

let stage: Stage;

/** Six books at once, some thousand events. */
beforeEach(async () => {
  stage = await openStage();
  const books = Array.from({ length: 6 }, (_, place) => idOf(`book ${place}`));
  await Promise.all(books.map((id) => write(stage.store, id, story.events)));
}, 60_000);

afterEach(async () => {
  await stage.close();
});

const positions = async (): Promise<bigint[]> =>
  (await readStatus(stage.pool, allProjections, stage.store)).map(({ position }) => position);

const slowest = async (): Promise<bigint> =>
  (await positions()).reduce((least, position) => (position < least ? position : least));

/** What is in the rows is what all events make, each applied once. */
async function expectEachEventOnce(): Promise<void> {
  const rows = await rowsIn(stage.pool, 'read');
  expect(rows['statement_items']).not.toEqual([]);
  expect(rows).toEqual(await rowsReplayed(stage));
}

describe('every event is in the rows exactly once', () => {
  it('when workers are killed again and again in the middle, and others take over', async () => {
    const head = await stage.store.head();
    const workers: WorkerProcess[] = [startWorker(stage.url), startWorker(stage.url)];
    for (const part of [4n, 2n]) {
      await until('some projection is in the middle', async () =>
        (await positions()).some((position) => position >= head / part && position < head),
      );
      await workers.shift()!.kill();
      workers.push(startWorker(stage.url));
    }
    await stage.caughtUp(60_000);
    const statuses = await Promise.all(workers.map((worker) => worker.stop()));
    expect(statuses).toEqual([0, 0]);
    await expectEachEventOnce();
  }, 120_000);

  it('when several run the same projections at once and no lock keeps them apart', async () => {
    const stopping = new AbortController();
    const pool = openPool(stage.url, 12, () => {});
    const run = {
      pool,
      store: stage.store,
      logger: new Listening(),
      signal: stopping.signal,
      batchSize: 90,
      backoff: { firstMs: 5, maxMs: 50 },
    };
    const running = [1, 2, 3].map(() => new ProjectionGroups(run));
    for (const groups of running) groups.start(allProjections);
    await stage.caughtUp(60_000);
    stopping.abort();
    await Promise.all(running.map((groups) => groups.ended()));
    await pool.end();
    await expectEachEventOnce();
  }, 120_000);

  it('when the server cuts the connections in the middle of batches, the lock’s too', async () => {
    const logger = new Listening();
    const running = startReadModels({
      url: stage.url,
      store: stage.store,
      logger,
      batchSize: 60,
      takeOverMs: 50,
      backoff: { firstMs: 5, maxMs: 50 },
    });
    const head = await stage.store.head();
    let cuts = 0;
    let before = 0n;
    while (before < head) {
      await until('some projection has come further', async () => (await slowest()) > before);
      before = await slowest();
      const { rowCount } = await stage.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'semina projections'`,
      );
      cuts += rowCount ?? 0;
    }
    await running.stop();
    expect(cuts).toBeGreaterThan(20);
    expect(logger.told.filter(({ level }) => level === 'error')).toEqual([]);
    await expectEachEventOnce();
  }, 120_000);

  it('when two processes share the projections, each of which only one runs at a time', async () => {
    const options = { url: stage.url, store: stage.store, batchSize: 100, takeOverMs: 20 };
    const [one, other] = [new Listening(), new Listening()];
    const first = startReadModels({ ...options, logger: one });
    const second = startReadModels({ ...options, logger: other });
    await stage.caughtUp(60_000);
    const taken = [...one.told, ...other.told].map(({ details }) => details);
    expect(taken).toHaveLength(allProjections.length);
    await first.stop();
    await until('the second runs all of them', async () =>
      (await second.status()).every(({ running }) => running),
    );
    await write(stage.store, idOf('one more book'), story.events);
    await stage.caughtUp();
    await second.stop();
    await expectEachEventOnce();
  }, 120_000);
});
