import { isDeepStrictEqual } from 'node:util';
import {
  type Projection,
  type ProjectionStatus,
  readStatus,
  type RebuildProgress,
  RebuildUnderWay,
} from '#projection-engine';
import {
  allProjections,
  Balances,
  CoProductions,
  Pledges,
  rebuildReadModels,
  startReadModels,
} from '#read-models';
import { PledgeRow } from '../../libs/read-models/pledges/entity.js';
import { readSnapshot } from '../../libs/projection-engine/reading/snapshot.js';
import { idOf, write } from './projections/book.js';
import { longBook } from './projections/random-book.js';
import { rowsIn, rowsReplayed } from './projections/rows.js';
import { Listening, openStage, type Stage } from './projections/running.js';
import { until } from './projections/until.js';

const story = longBook('a long story', 450);
const whole = { whole: true, totals: true, parties: new Set<string>() };

let stage: Stage;

const start = () =>
  startReadModels({ url: stage.url, store: stage.store, logger: new Listening(), takeOverMs: 50 });

const rebuild = (projections: readonly Projection[] = allProjections, more: object = {}) =>
  rebuildReadModels({ url: stage.url, store: stage.store, projections, batchSize: 200, ...more });

beforeEach(async () => {
  stage = await openStage();
  const books = [1, 2, 3].map((place) => idOf(`book ${place}`));
  await Promise.all(books.map((id) => write(stage.store, id, story.events)));
}, 60_000);

afterEach(async () => {
  await stage.close();
});

/** How the tables are made, apart from their rows: indexes, constraints and grants, by name. */
async function shapes(): Promise<unknown[]> {
  const { rows } = await stage.pool.query(
    `SELECT relname, relkind, relacl::text, pg_get_indexdef(pg_class.oid) AS index,
            (SELECT jsonb_agg(jsonb_build_array(conname, pg_get_constraintdef(pg_constraint.oid)) ORDER BY conname)
               FROM pg_constraint WHERE conrelid = pg_class.oid) AS constraints,
            (SELECT jsonb_agg(jsonb_build_array(attname, atttypid::regtype, attnotnull, attcollation,
                              pg_get_expr(adbin, adrelid)) ORDER BY attnum)
               FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
              WHERE attrelid = pg_class.oid AND attnum > 0) AS columns
       FROM pg_class WHERE relnamespace = 'read'::regnamespace ORDER BY relname`,
  );
  return rows;
}

/** Whether somebody waits to take tables away. */
async function switchWaits(): Promise<boolean> {
  const { rows } = await stage.pool.query(
    `SELECT FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.length > 0;
}

describe('a rebuild', () => {
  it('while events are written and applied leaves every event in the rows once, and the live run going on', async () => {
    const running = start();
    await stage.caughtUp();
    const writing = ['a', 'b', 'c', 'd'].map(async (name) => write(stage.store, idOf(name), story.events));
    await rebuild();
    await Promise.all(writing);
    await stage.caughtUp();
    await write(stage.store, idOf('afterwards'), story.events);
    await stage.caughtUp();
    for (const status of await running.status()) {
      expect(status).toMatchObject({ version: 2, lag: 0, running: true, failure: null, rebuilding: null });
    }
    await running.stop();
    const rows = await rowsIn(stage.pool, 'read');
    expect(rows['pledges']).toHaveLength(8 * story.state.pledges.size);
    expect(rows).toEqual(await rowsReplayed(stage));
  }, 120_000);

  it('mends rows that are wrong, which a projection alone would never notice', async () => {
    const running = start();
    await stage.caughtUp();
    await stage.pool.query('UPDATE read.balances SET balance = balance + 1');
    await stage.pool.query('DELETE FROM read.pledges');
    await rebuild();
    await running.stop();
    expect(await rowsIn(stage.pool, 'read')).toEqual(await rowsReplayed(stage));
  }, 60_000);

  it('of some projections leaves the others alone, also where nobody runs them', async () => {
    await rebuild(allProjections.filter(({ name }) => name === 'pledges' || name === 'deliveries'));
    const statuses = await readStatus(stage.pool, allProjections, stage.store);
    for (const { name, version, lag } of statuses) {
      const rebuilt = name === 'pledges' || name === 'deliveries';
      expect([name, version, lag === 0]).toEqual([name, rebuilt ? 2 : 1, rebuilt]);
    }
  }, 60_000);

  it('keeps the names of indexes and constraints, and who may read the tables', async () => {
    await stage.pool.query('GRANT SELECT ON read.balances, read.deliveries TO PUBLIC');
    const before = await shapes();
    await rebuild();
    expect(await shapes()).toEqual(before);
    await rebuild();
    expect(await shapes()).toEqual(before);
  }, 60_000);

  it('never shows a reader a table that is half filled', async () => {
    const running = start();
    await stage.caughtUp();
    const ask = { coProductionId: idOf('book 3'), view: whole, limit: 200 };
    const read = () =>
      Promise.all([new Pledges(stage.dataSource).list(ask), new Balances(stage.dataSource).of(ask)]);
    const before = await read();
    for (const page of before) expect(page?.items.length).toBeGreaterThan(100);
    const ended = new AbortController();
    const reading = [1, 2].map(async () => {
      let reads = 0;
      for (; !ended.signal.aborted; reads += 1) {
        const found = await read();
        // Only what differs is worth the time that Jest takes to compare.
        if (!isDeepStrictEqual(found, before)) expect(found).toEqual(before);
      }
      return reads;
    });
    for (let times = 0; times < 3; times += 1) await rebuild();
    ended.abort();
    for (const reads of await Promise.all(reading)) expect(reads).toBeGreaterThan(3);
    await running.stop();
  }, 120_000);

  it('does not take the tables away under a read that has begun, whose snapshot would see the new ones empty', async () => {
    await rebuild();
    const [pledges] = allProjections.filter(({ name }) => name === 'pledges') as readonly Projection[] as [
      Projection,
    ];
    let rebuilding: Promise<void> | undefined;
    const { answer } = await readSnapshot(stage.dataSource, pledges, {}, async (manager) => {
      rebuilding = rebuild([pledges]);
      await Promise.race([rebuilding, until('the rebuild waits for the read', switchWaits)]);
      return manager.count(PledgeRow);
    });
    expect(answer).toBe(3 * story.state.pledges.size);
    await rebuilding;
  }, 60_000);

  it('waits for a read that is under way, and lets the next ones pass', async () => {
    await rebuild();
    const reader = await stage.pool.connect();
    await reader.query('BEGIN; LOCK TABLE read.pledges IN ACCESS SHARE MODE');
    const rebuilding = rebuild(allProjections.filter(({ name }) => name === 'pledges'));
    await until('the rebuild waits for the read', switchWaits);
    const ask = { coProductionId: idOf('book 1'), view: whole };
    expect((await new Pledges(stage.dataSource).list(ask)).items).toHaveLength(50);
    await reader.query('COMMIT');
    reader.release();
    await rebuilding;
  }, 60_000);

  it('is told of while it is under way, and another one of the same projection is refused', async () => {
    const begun: { second?: Promise<void>; statuses?: Promise<readonly ProjectionStatus[]> } = {};
    await rebuild(allProjections, {
      onProgress({ position }: RebuildProgress) {
        // What was read is written while the next batch is worked out.
        if (position < 400n) return;
        begun.second ??= expect(rebuild()).rejects.toThrow(RebuildUnderWay);
        begun.statuses ??= readStatus(stage.pool, allProjections, stage.store);
      },
    });
    await begun.second;
    for (const { position, rebuilding } of (await begun.statuses)!) {
      expect(position).toBe(0n);
      expect(rebuilding).toBeGreaterThanOrEqual(200n);
    }
  }, 60_000);

  it('that was interrupted changes nothing, and is run again', async () => {
    const running = start();
    await stage.caughtUp();
    const before = await rowsIn(stage.pool, 'read');
    const interrupted = new AbortController();
    const onProgress = () => interrupted.abort(new Error('interrupted'));
    await expect(rebuild(allProjections, { onProgress, signal: interrupted.signal })).rejects.toThrow(
      'interrupted',
    );
    expect(await rowsIn(stage.pool, 'read')).toEqual(before);
    await rebuild();
    expect(await rowsIn(stage.pool, 'read')).toEqual(before);
    await running.stop();
  }, 60_000);

  it('tells how far it is', async () => {
    const told: RebuildProgress[] = [];
    await rebuild(allProjections, { onProgress: (progress: RebuildProgress) => told.push(progress) });
    const head = await stage.store.head();
    expect(told.at(-1)).toEqual({ position: head, head });
    expect(told.map(({ position }) => position)).toEqual(
      told.map(({ position }) => position).toSorted((one, other) => Number(one - other)),
    );
  }, 60_000);

  it('that meets an event it cannot apply says where, and changes nothing', async () => {
    const refusing: Projection = {
      ...allProjections[0]!,
      apply: (events) => {
        if (events.some(({ record }) => record.position === 300n)) throw new Error('no such season');
      },
    };
    await expect(rebuild([refusing])).rejects.toThrow(
      'co-productions, after position 200 and up to 400: no such season',
    );
    const book = await new CoProductions(stage.dataSource).find({
      coProductionId: idOf('book 1'),
      view: whole,
    });
    expect(book).toBeUndefined();
  }, 60_000);
});
