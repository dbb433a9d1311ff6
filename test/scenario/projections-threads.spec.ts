import { readStatus } from '#projection-engine';
import { allProjections } from '#read-models';
import { idOf, write } from './projections/book.js';
import { longBook } from './projections/random-book.js';
import { HeldRebuild, type Place, type RebuildProcess, startRebuild } from './projections/rebuild-process.js';
import { rowsIn, rowsReplayed } from './projections/rows.js';
import { openStage, type Stage } from './projections/running.js';
import { until } from './projections/until.js';
import { startWorker } from './projections/worker.js';

const story = longBook('a story', 150);
/** As many as are shared among threads, and some: six pages. */
const BOOKS = Math.ceil(5_500 / story.events.length);

let stage: Stage;
/** What every rebuild of the books must make. */
let expected: Awaited<ReturnType<typeof rowsIn>>;

beforeAll(async () => {
  stage = await openStage();
  const books = Array.from({ length: BOOKS }, (_, place) => idOf(`book ${place}`));
  await Promise.all(books.map((id) => write(stage.store, id, story.events)));
  expect(await stage.store.head()).toBeGreaterThan(5_000n);
  await rebuilt();
  expected = await rowsReplayed(stage);
  expect(await rowsIn(stage.pool, 'read')).toEqual(expected);
}, 120_000);

afterAll(async () => {
  await stage.close();
});

/** A rebuild that succeeds. */
async function rebuilt(): Promise<void> {
  expect(await startRebuild(stage.url).ended).toEqual({
    status: 0,
    stderr: expect.stringContaining('rebuilt: co-productions'),
  });
}

const versions = async (): Promise<number[]> =>
  (await readStatus(stage.pool, allProjections, stage.store)).map(({ version }) => version);

const connectionsLeft = async (): Promise<number> => {
  const { rowCount } = await stage.pool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'semina%'`,
  );
  return rowCount ?? 0;
};

/** Terminates what the rebuild has to do with the server. */
const terminate = (which = 'true') =>
  stage.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'semina%' AND ${which}`,
  );

/** Whatever this does, rows and versions stay, nobody remains connected, and then a rebuild succeeds and leaves nothing behind. */
async function leavesEverything(failing: () => Promise<void>): Promise<void> {
  const before = await versions();
  await failing();
  await until('nobody is connected', async () => (await connectionsLeft()) === 0);
  expect(await rowsIn(stage.pool, 'read')).toEqual(expected);
  expect(await versions()).toEqual(before);
  await rebuilt();
  expect(await versions()).toEqual(before.map((version) => version + 1));
  expect(await rowsIn(stage.pool, 'read')).toEqual(expected);
  const { rows } = await stage.pool.query(
    `SELECT relname FROM pg_class WHERE relnamespace = 'rebuilding'::regnamespace`,
  );
  expect(rows).toEqual([]);
}

/** Does this to the events of the store, and then puts them back. */
async function withEvents<Answer>(sql: string, work: () => Promise<Answer>): Promise<Answer> {
  await stage.pool.query(`CREATE TABLE kept AS TABLE event_store.events`);
  await stage.pool.query(`ALTER TABLE event_store.events DISABLE TRIGGER ALL; ${sql}`);
  const answer = await work();
  await stage.pool.query(
    `DELETE FROM event_store.events; INSERT INTO event_store.events SELECT * FROM kept; DROP TABLE kept;
     ALTER TABLE event_store.events ENABLE TRIGGER ALL`,
  );
  return answer;
}

/** A rebuild that has come to this place, about which something is done before it may go on; answers how it ended. */
async function heldAt(
  place: Place,
  meanwhile: (rebuild: RebuildProcess) => unknown,
): Promise<Awaited<RebuildProcess['ended']>> {
  const held = await HeldRebuild.at(place, stage.pool);
  const rebuild = startRebuild(stage.url);
  try {
    await held.reached();
    await meanwhile(rebuild);
    await held.release();
    return await rebuild.ended;
  } finally {
    rebuild.signal('SIGKILL');
    await rebuild.ended;
    await held.forget();
  }
}

describe('a rebuild by threads, in the middle', () => {
  it('interrupted says so, and changes nothing', async () => {
    await leavesEverything(async () => {
      expect(await heldAt('between', (rebuild) => rebuild.signal('SIGINT'))).toEqual({
        status: 1,
        stderr: expect.stringMatching(/interrupted; run it again to begin anew\n$/),
      });
    });
  }, 60_000);

  it('killed changes nothing', async () => {
    await leavesEverything(async () => {
      expect(await heldAt('copying', (rebuild) => rebuild.signal('SIGKILL'))).toMatchObject({ status: null });
    });
  }, 60_000);

  it.each<[string, Place, string, string]>([
    ['all connections', 'between', 'true', 'terminating connection|Connection terminated|no answer'],
    ['all connections', 'copying', 'true', 'terminating connection|Connection terminated|no answer'],
    [
      'its locks',
      'between',
      `query LIKE '%pg_try_advisory_lock%'`,
      'the connection that held the locks was lost',
    ],
  ])(
    'robbed of %s (%s) ends with an error, and changes nothing',
    async (_, place, which, reason) => {
      await leavesEverything(async () => {
        const { status, stderr } = await heldAt(place, () => terminate(which));
        expect([status, stderr]).toEqual([1, expect.stringMatching(reason)]);
      });
    },
    60_000,
  );
});

describe('a rebuild by threads', () => {
  const pledge = `position = (SELECT min(position) FROM event_store.events WHERE type = 'PledgeMade' AND position > 3500)`;
  const changed = (data: string) => `UPDATE event_store.events SET data = (${data})::json WHERE ${pledge}`;

  it.each([
    [
      'a type that nobody knows',
      `UPDATE event_store.events SET type = 'PledgeForgotten' WHERE ${pledge}`,
      'after position 3000 and up to 4000: event type PledgeForgotten is not known',
    ],
    ['an id that is none', changed(`data::jsonb || '{"pledgeId":"P"}'`), 'up to position 4000: P is no uuid'],
    [
      'a day that no calendar has',
      changed(`data::jsonb || '{"pledgedOn":"2019-02-31"}'`),
      'statement_items, up to position 4000: 2019-02-31 is no date',
    ],
    [
      'nothing in it',
      changed(`'{}'`),
      'balances, after position 3000 and up to 4000: the postings of a PledgeMade',
    ],
    [
      'a gap before it',
      `DELETE FROM event_store.events WHERE ${pledge}`,
      'the store gave 1000 events from 3001 to 4001 after position 3000',
    ],
  ])(
    'that meets an event with %s says so, and changes nothing',
    async (_, sql, reason) => {
      const before = await versions();
      const { status, stderr } = await withEvents(sql, () => startRebuild(stage.url).ended);
      expect([status, stderr]).toEqual([1, expect.stringContaining(reason)]);
      expect(await versions()).toEqual(before);
      expect(await rowsIn(stage.pool, 'read')).toEqual(expected);
    },
    60_000,
  );

  it('beside a worker and writers leaves every event in the rows once', async () => {
    const worker = startWorker(stage.url);
    await worker.started();
    const rebuild = await heldAt('between', () =>
      Promise.all([1, 2, 3].map((place) => write(stage.store, idOf(`another book ${place}`), story.events))),
    );
    expect(rebuild.status).toBe(0);
    await stage.caughtUp();
    expect(await worker.stop()).toBe(0);
    expect(await rowsIn(stage.pool, 'read')).toEqual(await rowsReplayed(stage));
  }, 60_000);
});
