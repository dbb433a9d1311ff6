import { PositionNotReached, type RunningProjections, waitForPosition } from '#projection-engine';
import { Balances, CoProductions, startReadModels } from '#read-models';
import { idOf, write } from './projections/book.js';
import { openBook } from './projections/random-book.js';
import { Listening, openStage, type Stage } from './projections/running.js';

const story = openBook('a story');
const whole = { whole: true, totals: true, parties: new Set<string>() };

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
}, 60_000);

afterEach(async () => {
  await stage.close();
});

const start = (): RunningProjections =>
  startReadModels({ url: stage.url, store: stage.store, logger: new Listening() });

describe('a read that asks for a position', () => {
  it('is answered when the rows are there, with them', async () => {
    const coProductionId = idOf('a book');
    const reading = new CoProductions(stage.dataSource).find({
      coProductionId,
      view: whole,
      atLeast: 2n,
      timeoutMs: 20_000,
    });
    await write(stage.store, coProductionId, story.events);
    const running = start();
    expect(await reading).toMatchObject({ id: coProductionId, status: 'open', position: '2' });
    await running.stop();
  }, 60_000);

  it('is told in time when the rows do not get there', async () => {
    const before = Date.now();
    const reading = new Balances(stage.dataSource).of({
      coProductionId: idOf('a book'),
      view: whole,
      atLeast: 7n,
      timeoutMs: 150,
    });
    await expect(reading).rejects.toThrow(PositionNotReached);
    await expect(reading).rejects.toMatchObject({ projection: 'balances', position: 7n });
    expect(Date.now() - before).toBeGreaterThanOrEqual(140);
  });

  it('does not wait at all when there is no time', async () => {
    await expect(waitForPosition(stage.dataSource, 'balances', 1n, 0)).rejects.toThrow(PositionNotReached);
  });

  it('waits with hundreds of others, and each gets its answer', async () => {
    const waits = Array.from({ length: 300 }, (_, place) =>
      waitForPosition(stage.dataSource, 'balances', BigInt((place % 6) + 1), 30_000),
    );
    const running = start();
    for (const name of ['one', 'two', 'three']) await write(stage.store, idOf(name), story.events);
    await Promise.all(waits);
    const late = Array.from({ length: 100 }, () => waitForPosition(stage.dataSource, 'balances', 8n, 30_000));
    await write(stage.store, idOf('four'), story.events);
    await Promise.all(late);
    await running.stop();
  }, 60_000);

  it('gets its answer although the connection that listens is cut', async () => {
    const running = start();
    const waiting = waitForPosition(stage.dataSource, 'balances', 2n, 30_000);
    await stage.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = ''
          AND backend_type = 'client backend'`,
    );
    await write(stage.store, idOf('a book'), story.events);
    await waiting;
    await running.stop();
  }, 60_000);

  it('gets its answer although notifications never arrive: it looks as well', async () => {
    const waiting = waitForPosition(stage.dataSource, 'balances', 5n, 20_000);
    await stage.pool.query(
      `INSERT INTO read.checkpoints (projection, stage, position) VALUES ('balances', 'live', 5)`,
    );
    await waiting;
  }, 30_000);
});
