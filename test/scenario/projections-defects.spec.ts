import pg from 'pg';
import type { EventStore, RecordedEvent } from '#event-store';
import type { CoProductionEvent } from '#financing';
import { type Projection, type ProjectionStatus, readStatus } from '#projection-engine';
import { allProjections, rebuildReadModels, startReadModels } from '#read-models';
import { applyTogether } from '../../libs/projection-engine/runner/apply-batch.js';
import { type ReadTable, readTable } from '../../libs/projection-engine/tables/read-table.js';
import { openPool } from '../../libs/projection-engine/runner/pool.js';
import { advanceCheckpoint, readCheckpoint } from '../../libs/projection-engine/runner/checkpoints.js';
import { inTransaction } from '../../libs/projection-engine/runner/transaction.js';
import { EventsMissing } from '../../libs/projection-engine/runner/unbroken.js';
import { idOf, recorded, write } from './projections/book.js';
import { longBook } from './projections/random-book.js';
import { rowsIn, rowsReplayed } from './projections/rows.js';
import { Listening, openStage, type Stage } from './projections/running.js';
import { until } from './projections/until.js';

const story = longBook('a story', 120);
const backoff = { firstMs: 5, maxMs: 40 };
const named = (name: string): Projection => allProjections.find((projection) => projection.name === name)!;
const balances = named('balances');

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
}, 60_000);

afterEach(async () => {
  await stage.close();
});

const statusOf = async (name: string): Promise<ProjectionStatus> =>
  (await readStatus(stage.pool, allProjections, stage.store)).find((status) => status.name === name)!;

const start = (projections: readonly Projection[], store: EventStore = stage.store) =>
  startReadModels({ url: stage.url, store, logger: new Listening(), projections, backoff, batchSize: 20 });

/** The same store, which hides these events from subscribers and readers. */
function hidingStore(hidden: (position: bigint) => boolean, gapless: boolean): EventStore {
  const visible = (events: readonly RecordedEvent[]) => events.filter(({ position }) => !hidden(position));
  const { store } = stage;
  return {
    gapless,
    append: (...append) => store.append(...append),
    readStream: (...read) => store.readStream(...read),
    readEvent: (...read) => store.readEvent(...read),
    readAll: async (...read) => visible(await store.readAll(...read)),
    async *subscribe(...subscription) {
      for await (const batch of store.subscribe(...subscription)) {
        if (visible(batch).length > 0) yield visible(batch);
      }
    },
    subscribeToLeaves: (...subscription) => store.subscribeToLeaves(...subscription),
    head: () => store.head(),
    close: () => store.close(),
  };
}

describe('a store that leaves events out', () => {
  it('is noticed before anything is applied that comes after them, and read again', async () => {
    await write(stage.store, idOf('a book'), story.events);
    let hiding = true;
    const running = start(
      [balances],
      hidingStore((position) => hiding && position > 45n && position < 56n, true),
    );
    await until('it is told', async () => ((await statusOf('balances')).failure?.attempts ?? 0) >= 2);
    const { position, failure } = await statusOf('balances');
    expect(position).toBe(40n);
    expect(failure!.reason).toBe('the store gave the event at position 56 after position 45');
    hiding = false;
    await until('it has gone on', async () => (await statusOf('balances')).lag === 0);
    await running.stop();
    expect((await statusOf('balances')).failure).toBeNull();
    const { balances: rows } = await rowsIn(stage.pool, 'read', [balances]);
    expect(rows).toEqual((await rowsReplayed(stage))['balances']);
  }, 60_000);

  it('is noticed by a rebuild, which leaves everything as it was', async () => {
    await write(stage.store, idOf('a book'), story.events);
    const store = hidingStore((position) => position === 30n, true);
    const rebuilding = rebuildReadModels({ url: stage.url, store, projections: [balances], batchSize: 20 });
    await expect(rebuilding).rejects.toThrow(EventsMissing);
    expect(await statusOf('balances')).toMatchObject({ version: 1, position: 0n });
  }, 60_000);

  it('may have gaps where it says that positions only grow', async () => {
    await write(stage.store, idOf('a book'), story.events);
    const store = hidingStore((position) => position % 3n === 0n, false);
    const running = start([balances], store);
    const { length } = story.events;
    const last = BigInt(length % 3 === 0 ? length - 1 : length);
    await until('it is at the end', async () => (await statusOf('balances')).position === last);
    await running.stop();
    const rows = await rowsIn(stage.pool, 'read', [balances]);
    expect(rows).toEqual(await rowsReplayed({ url: stage.url, store }, [balances]));
  }, 60_000);
});

describe('a defect in a projection’s SQL', () => {
  it.each([
    ['a column that is not there', readTable('balances', { noSuchColumn: 'key uuid' }), 1],
    ['what is no SQL', readTable('balances WHERE', { coProductionId: 'key uuid' }), 1],
    ['a table that does not come', readTable('no_such_table', { coProductionId: 'key uuid' }), 4],
  ])(
    'is told as a failure: %s',
    async (_, table: ReadTable, tries) => {
      await write(stage.store, idOf('a book'), story.events.slice(0, 5));
      let applied = 0;
      const defective: Projection = {
        ...balances,
        async apply(_events, writing) {
          applied += 1;
          await writing.lookUp(table, [{ coProductionId: idOf('a book'), noSuchColumn: idOf('a book') }]);
        },
      };
      const running = start([defective]);
      await until('it is told', async () => (await statusOf('balances')).failure !== null);
      expect(applied).toBeGreaterThanOrEqual(tries);
      expect(await statusOf('balances')).toMatchObject({ position: 0n });
      await running.stop();
    },
    60_000,
  );

  it('is none while a table is missing for a moment', async () => {
    await write(stage.store, idOf('a book'), story.events);
    await stage.pool.query('ALTER TABLE read.balances RENAME TO away');
    const logger = new Listening();
    const slow = { firstMs: 500, maxMs: 500 };
    const running = startReadModels({
      url: stage.url,
      store: stage.store,
      logger,
      projections: [balances],
      backoff: slow,
    });
    await until('it waits', () => logger.told.some(({ level }) => level === 'warn'));
    await stage.pool.query('ALTER TABLE read.away RENAME TO balances');
    await until('it has gone on', async () => (await statusOf('balances')).lag === 0);
    await running.stop();
    expect(logger.told.filter(({ level }) => level === 'error')).toEqual([]);
  }, 60_000);
});

describe('an event of a pledge that is not known', () => {
  const withdrawn = story.events.find(({ type }) => type === 'PledgeWithdrawn');
  const accepted = story.events.find(
    (event) => event.type === 'DeliveryAccepted' && event.data.settlements.length > 0,
  );

  it.each([
    ['statements', withdrawn],
    ['statements', accepted],
    ['co-productions', withdrawn],
    ['pledges', withdrawn],
  ])('is refused by %s, and nothing of it is written', async (name, event) => {
    const proposed = story.events.slice(0, 1);
    const batch = recorded(idOf('a book'), [...proposed, event as CoProductionEvent]);
    const projection = named(name);
    const pool = openPool(stage.url, 1, () => {});
    await readCheckpoint(pool, name);
    const applying = applyTogether(pool, [projection], batch, 0n);
    await expect(applying).rejects.toThrow(/are not there|null value in column "party_id"/);
    for (const rows of Object.values(await rowsIn(stage.pool, 'read', [projection])))
      expect(rows).toEqual([]);
    await pool.end();
  });
});

it('a worker that meets another finds the checkpoint moved, whatever isolation the database has by default', async () => {
  const name = new URL(stage.url).pathname.slice(1);
  await stage.pool.query(`ALTER DATABASE "${name}" SET default_transaction_isolation = 'repeatable read'`);
  const pool = new pg.Pool({ connectionString: stage.url });
  await readCheckpoint(pool, 'balances');
  const advance = (meanwhile: () => Promise<void>) =>
    inTransaction(pool, async (client) => {
      const first = await advanceCheckpoint(client, ['balances'], 'live', { from: 0n, to: 5n });
      await meanwhile();
      return first ? true : undefined;
    });
  let second: Promise<true | undefined> = Promise.resolve(undefined);
  const first = await advance(async () => {
    second = advance(async () => {});
    second.catch(() => {});
    await until('the other waits', async () => {
      const { rowCount } = await stage.pool.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rowCount === 1;
    });
  });
  expect([first, await second]).toEqual([true, undefined]);
  await pool.end();
}, 60_000);
