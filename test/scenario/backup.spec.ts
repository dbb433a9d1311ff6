import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { KEPT_SCHEMAS, keptTables, WORKED_OUT_SCHEMAS } from '#apps/backup/tables.js';
import { openOwnKey } from '#infra/keys/own-key.js';
import { House, Life } from './backup/house.js';
import { backup, restore, start } from './backup/programs.js';
import { until } from './notary/stage.js';

let house: House;
let life: Life;
/** Made while people were writing, and when all was quiet. */
const files = { busy: '', quiet: '' };
/** The position of the newest command that was acknowledged when the busy one was begun. */
let acknowledgedBefore = 0;
let balances: unknown;

beforeAll(async () => {
  house = await House.build();
  files.busy = join(house.folder, 'busy.tar');
  files.quiet = join(house.folder, 'quiet.tar');
  const server = await house.open();
  life = await Life.begin(server);
  const writing = new AbortController();
  const people = [1, 2, 3].map(() => life.pledgeUntil(writing.signal));
  await until(() => life.acknowledged.length >= 10);
  acknowledgedBefore = Math.max(...life.acknowledged);
  expect(await backup(house, files.busy)).toMatchObject({ status: 0, stderr: '' });
  const seen = life.acknowledged.length;
  await until(() => life.acknowledged.length > seen);
  writing.abort();
  await Promise.all(people);
  balances = await life.balances();
  await house.published((await house.leaves()).length);
  expect(await backup(house, files.quiet)).toMatchObject({ status: 0, stderr: '' });
  await server.stop();
}, 120_000);
afterAll(() => house.leave(), 60_000);

describe('a backup of a server that people are using', () => {
  let other: House;

  beforeEach(async () => {
    other = await House.build();
  });
  afterEach(() => other.leave());

  it('is the state of one instant: everything acknowledged before it, and nothing by halves', async () => {
    expect(await restore(other, files.busy)).toMatchObject({ status: 0 });
    const [all, kept] = [await house.leaves(), await other.leaves()];
    expect(kept.length).toBeGreaterThanOrEqual(acknowledgedBefore);
    expect(kept.length).toBeLessThan(all.length);
    expect(kept).toEqual(all.slice(0, kept.length));
  }, 60_000);

  it('brings back the same books on another machine, and life goes on there', async () => {
    expect(await restore(other, files.quiet)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Nothing is known to be missing'),
    });
    const client = await other.pool.connect();
    const tables = (await keptTables(client)).map(({ name }) => name);
    client.release();
    expect(await other.rows(tables)).toEqual(await house.rows(tables));

    const server = await other.open();
    life.at(server);
    expect(await life.balances()).toEqual(balances);
    await life.pledge();
    await other.published((await other.leaves()).length);
    expect(server.log()).toBe('');
  }, 60_000);

  it('leaves no file when it is killed or interrupted in the middle, and the next one is made all the same', async () => {
    const file = join(other.folder, 'backup.tar');
    const place = { home: house.home, databaseUrl: house.databaseUrl };
    const locked = await house.pool.connect();
    for (const [signal, status] of [
      ['SIGKILL', null],
      ['SIGTERM', 2],
    ] as const) {
      // Of the tables in their order, the events are written by then and the tree is not.
      await locked.query('BEGIN; LOCK TABLE transparency_log.tree IN ACCESS EXCLUSIVE MODE');
      const running = start('backup', place, [file]);
      await until(() => waits(house.pool, 'tree'));
      expect(readdirSync(other.folder)).toEqual(['backup.tar.partial']);
      running.signal(signal);
      expect((await running.outcome).status).toBe(status);
      expect(readdirSync(other.folder)).not.toContain('backup.tar');
      await locked.query('ROLLBACK');
      await until(async () => !(await waits(house.pool, 'tree')));
    }
    locked.release();
    expect(await backup(place, file)).toMatchObject({ status: 0 });
    expect(await backup(place, file)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('file_exists'),
    });
    expect(readdirSync(other.folder)).toEqual(['backup.tar']);
  }, 60_000);

  it('is not spoilt by somebody who asks for another one of the same name meanwhile', async () => {
    const file = join(other.folder, 'backup.tar');
    const locked = await house.pool.connect();
    await locked.query('BEGIN; LOCK TABLE transparency_log.tree IN ACCESS EXCLUSIVE MODE');
    const running = start('backup', house, [file]);
    await until(() => waits(house.pool, 'tree'));
    expect(await backup(house, file)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('backup_under_way'),
    });
    await locked.query('ROLLBACK');
    locked.release();
    expect(await running.outcome).toMatchObject({ status: 0, stderr: '' });
    expect(await restore(other, file)).toMatchObject({ status: 0 });
  }, 60_000);

  it('is restored wholly or not at all, however often somebody pulls the plug, and never over something', async () => {
    const locked = await other.pool.connect();
    for (const signal of ['SIGKILL', 'SIGINT'] as const) {
      // The events are there by then, for nobody to see, and the signed heads are not.
      await locked.query('BEGIN; LOCK TABLE transparency_log.checkpoints IN SHARE MODE');
      const running = start('restore', other, [files.quiet]);
      await until(() => waits(other.pool, 'checkpoints'));
      running.signal(signal);
      await running.outcome;
      await locked.query('ROLLBACK');
      await until(async () => !(await isRestoring(other.pool)));
      expect(await other.leaves()).toEqual([]);
      expect((await other.pool.query('SELECT FROM directory.contacts')).rowCount).toBe(0);
    }
    locked.release();
    expect(await restore(other, files.quiet)).toMatchObject({ status: 0 });
    expect(await other.leaves()).toEqual(await house.leaves());
    expect(await restore(other, files.quiet)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('database_not_empty'),
    });
  }, 60_000);

  it('is not put into the folder of another server', async () => {
    await openOwnKey(other.home);
    expect(await restore(other, files.quiet)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('home_in_use'),
    });
    expect(await other.leaves()).toEqual([]);
  }, 60_000);
});

it('a backup holds every table there is, but for those that are worked out from the events', async () => {
  const { rows } = await house.pool.query<{ schema: string }>(
    `SELECT DISTINCT table_schema AS schema FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'public') ORDER BY 1`,
  );
  const known = [...KEPT_SCHEMAS, ...WORKED_OUT_SCHEMAS];
  expect(known).toEqual(expect.arrayContaining(rows.map(({ schema }) => schema)));
});

/** Whether some program waits for the table to be free. */
async function waits(pool: pg.Pool, table: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND relation = $1::regclass`,
    [`transparency_log.${table}`],
  );
  return rowCount !== 0;
}

/** Whether a restore holds the tables, also one whose program is dead and whose connection the server has not missed yet. */
async function isRestoring(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT FROM pg_locks WHERE mode = 'RowExclusiveLock' AND relation = 'event_store.events'::regclass
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rowCount !== 0;
}
