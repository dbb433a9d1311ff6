import { type Projection, readStatus } from '#projection-engine';
import { allProjections, startReadModels } from '#read-models';
import { idOf, write } from './projections/book.js';
import { longBook } from './projections/random-book.js';
import { rowsIn, rowsReplayed } from './projections/rows.js';
import { Listening, openStage, type Stage } from './projections/running.js';
import { until } from './projections/until.js';

const story = longBook('a story', 150);
const backoff = { firstMs: 5, maxMs: 40 };

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
});

afterEach(async () => {
  await stage.close();
});

const start = (projections: readonly Projection[]) =>
  startReadModels({
    url: stage.url,
    store: stage.store,
    logger: new Listening(),
    projections,
    backoff,
    batchSize: 40,
  });

/** In how many transactions the checkpoints were last moved. */
async function transactions(): Promise<number> {
  const { rows } = await stage.pool.query(
    `SELECT count(DISTINCT xmin::text)::integer AS count FROM read.checkpoints WHERE stage = 'live'`,
  );
  return rows[0].count;
}

/** The others, and one that cannot apply the event at this position while it is told so. */
function withDefect(name: string, position: bigint, isDefective: () => boolean): Projection[] {
  return (allProjections as readonly Projection[]).map((projection) => ({
    ...projection,
    apply(events, writing) {
      const meets = events.some(({ record }) => record.position === position);
      if (projection.name === name && meets && isDefective()) throw new Error('a defect');
      return projection.apply(events, writing);
    },
  }));
}

const positionOf = async (name: string): Promise<bigint | undefined> =>
  (await readStatus(stage.pool, allProjections, stage.store)).find((status) => status.name === name)
    ?.position;

describe('projections that stand at the same position', () => {
  it('write a batch in one transaction', async () => {
    await write(stage.store, idOf('a book'), story.events);
    const running = start(allProjections);
    await stage.caughtUp();
    await running.stop();
    expect(await transactions()).toBe(1);
    expect(await rowsIn(stage.pool, 'read')).toEqual(await rowsReplayed(stage));
  }, 60_000);

  it('leave behind the one that cannot go on, and take it along again once it can', async () => {
    await write(stage.store, idOf('a book'), story.events);
    let defective = true;
    const running = start(withDefect('pledges', 60n, () => defective));
    await until('the others are at the end', async () =>
      (await running.status()).every(({ name, lag }) => lag === 0 || name === 'pledges'),
    );
    await until('the one has stopped', async () => (await positionOf('pledges')) === 59n);
    defective = false;
    await stage.caughtUp();
    for (const name of ['second', 'third']) {
      await write(stage.store, idOf(name), story.events);
      await stage.caughtUp();
    }
    await running.stop();
    expect(await transactions()).toBe(1);
    expect(await rowsIn(stage.pool, 'read')).toEqual(await rowsReplayed(stage));
  }, 60_000);

  it('do not wait for one that is far behind, and meet it when it has caught up', async () => {
    await write(stage.store, idOf('a book'), story.events);
    const early = start(allProjections.filter(({ name }) => name !== 'deliveries'));
    await until('they are at the end', async () =>
      (await early.status()).every(({ name, lag }) => lag === 0 || name === 'deliveries'),
    );
    await early.stop();
    expect(await positionOf('deliveries')).toBe(0n);
    const running = start(allProjections);
    await stage.caughtUp();
    for (const name of ['second', 'third']) {
      await write(stage.store, idOf(name), story.events);
      await stage.caughtUp();
    }
    await running.stop();
    expect(await transactions()).toBe(1);
    expect(await rowsIn(stage.pool, 'read')).toEqual(await rowsReplayed(stage));
  }, 60_000);
});
