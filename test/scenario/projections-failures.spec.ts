import { randomUUID } from 'node:crypto';
import { coProductionStream } from '#financing';
import { type Projection, type ProjectionStatus, readStatus } from '#projection-engine';
import { allProjections, startReadModels } from '#read-models';
import { idOf, newEvent, write } from './projections/book.js';
import { longBook, openBook } from './projections/random-book.js';
import { rowsIn, rowsReplayed } from './projections/rows.js';
import { Listening, openStage, type Stage } from './projections/running.js';
import { severable } from './projections/severable.js';
import { until } from './projections/until.js';

const story = longBook('a story', 120);
const backoff = { firstMs: 5, maxMs: 40 };

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
}, 60_000);

afterEach(async () => {
  await stage.close();
});

const statusOf = async (name: string): Promise<ProjectionStatus> =>
  (await readStatus(stage.pool, allProjections, stage.store)).find((status) => status.name === name)!;

/** An event whose type nobody knows, in a book. */
const unknownEvent = () => ({ ...newEvent({ type: 'PledgingOpened', data: {} }), type: 'PledgeForgotten' });

describe('an event that a projection cannot apply', () => {
  it('stops every projection before it, is told, tried again and again, and never skipped', async () => {
    await write(stage.store, idOf('before'), story.events);
    const last = await stage.store.head();
    await stage.store.append(coProductionStream.of(idOf('odd')), 'any', [unknownEvent()]);
    await write(stage.store, idOf('after'), story.events);
    const logger = new Listening();
    const running = startReadModels({ url: stage.url, store: stage.store, logger, backoff });
    await until('every projection has tried three times', async () =>
      (await running.status()).every(({ failure }) => (failure?.attempts ?? 0) >= 3),
    );
    for (const { position, lag, failure } of await running.status()) {
      expect(position).toBe(last);
      expect(lag).toBe(story.events.length + 1);
      expect(failure?.reason).toBe(
        `event PledgeForgotten at position ${last + 1n} cannot be applied: event type PledgeForgotten is not known`,
      );
      expect(Date.parse(failure!.since)).toBeGreaterThan(Date.now() - 600_000);
    }
    await running.stop();
    const errors = logger.told.filter(({ level }) => level === 'error');
    expect(errors.length).toBeGreaterThanOrEqual(3 * allProjections.length);
    expect((await rowsIn(stage.pool, 'read'))['pledges']).toHaveLength(story.state.pledges.size);
  }, 60_000);

  it('waits longer each time, so that it is not tried without end', async () => {
    await stage.store.append(coProductionStream.of(idOf('odd')), 'any', [unknownEvent()]);
    const logger = new Listening();
    const slow = { firstMs: 20, maxMs: 60_000 };
    const running = startReadModels({ url: stage.url, store: stage.store, logger, backoff: slow });
    await until(
      'it was tried five times',
      async () => ((await statusOf('deliveries')).failure?.attempts ?? 0) >= 5,
    );
    const since = Date.parse((await statusOf('deliveries')).failure!.since);
    expect(Date.now() - since).toBeGreaterThanOrEqual(20 + 40 + 80 + 160);
    await running.stop();
  }, 60_000);

  it('is applied once the program is mended, and the projection goes on', async () => {
    let mended = false;
    const [balances] = allProjections.filter(({ name }) => name === 'balances') as readonly Projection[] as [
      Projection,
    ];
    const mending: Projection = {
      ...balances,
      async apply(events, writing) {
        await balances.apply(events, writing);
        if (!mended && events.some(({ record }) => record.position === 50n)) throw new Error('a defect');
      },
    };
    await write(stage.store, idOf('a book'), story.events);
    const running = startReadModels({
      url: stage.url,
      store: stage.store,
      logger: new Listening(),
      projections: [mending],
      backoff,
    });
    await until('it stands before the event', async () => {
      const { position, failure } = await statusOf('balances');
      return position === 49n && failure !== null;
    });
    mended = true;
    await until('it has gone on', async () => (await statusOf('balances')).lag === 0);
    expect((await statusOf('balances')).failure).toBeNull();
    await running.stop();
    const { balances: rows } = await rowsIn(stage.pool, 'read', [balances]);
    expect(rows).toEqual((await rowsReplayed(stage))['balances']);
  }, 60_000);

  it('is not one of another stream: what is no book is passed over', async () => {
    await stage.store.append(`party-${randomUUID()}`, 'any', [
      { ...unknownEvent(), type: 'PartyRegistered', data: { kind: 'group' } },
    ]);
    const running = startReadModels({ url: stage.url, store: stage.store, logger: new Listening() });
    await stage.caughtUp();
    await running.stop();
    expect((await statusOf('deliveries')).position).toBe(1n);
  }, 60_000);
});

describe('a database server that goes away', () => {
  it('is waited for, however often it goes, and nothing is lost or applied twice', async () => {
    const server = await severable(stage.url);
    const logger = new Listening();
    const options = { url: server.url, store: stage.store, logger, batchSize: 20, takeOverMs: 20, backoff };
    const running = startReadModels(options);
    for (const name of ['one', 'two', 'three']) {
      await write(stage.store, idOf(name), story.events);
      const before = (await statusOf('deliveries')).position;
      await until(
        'the deliveries come further',
        async () => (await statusOf('deliveries')).position > before,
      );
      const told = logger.told.length;
      await server.sever();
      await until('the projections have noticed', () =>
        logger.told.slice(told).some(({ level }) => level === 'warn'),
      );
      await server.restore();
    }
    await stage.caughtUp();
    await running.stop();
    await server.close();
    expect(logger.told.filter(({ level }) => level === 'error')).toEqual([]);
    expect(await rowsIn(stage.pool, 'read')).toEqual(await rowsReplayed(stage));
  }, 90_000);

  it('does not keep the projections from stopping', async () => {
    const server = await severable(stage.url);
    const logger = new Listening();
    const running = startReadModels({ url: server.url, store: stage.store, logger, backoff });
    await write(stage.store, idOf('a book'), openBook('a book').events);
    await stage.caughtUp();
    await server.sever();
    await until('the projections have noticed', () => logger.told.some(({ level }) => level === 'warn'));
    await running.stop();
  }, 60_000);
});
