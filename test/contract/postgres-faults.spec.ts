import pg from 'pg';
import { type EventStore } from '#event-store';
import { openCuttableLine } from '../http/cuttable-line.js';
import { APPEND_ON_THE_WIRE } from './append-on-the-wire.js';
import { freshStream, newEvents } from './events.js';
import { appended, readEverything, take } from './harness.js';
import {
  connect,
  openDoors,
  openPostgresHarness,
  type PostgresHarness,
  untilThereIs,
} from './postgres-harness.js';

const unavailable = { name: 'EventStoreUnavailable' };
const WAITING_FOR_LOCK = `SELECT FROM pg_stat_activity WHERE datname = current_database()
  AND application_name = 'event store, appending' AND wait_event_type = 'Lock'`;
const END_OF_APPENDING = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'event store, appending'`;
/** The server's own vacuuming is nobody's connection, and may not be ended by us. */
const END_OF_ALL_OTHERS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;

describe('the event store on Postgres, when something breaks', () => {
  let harness: PostgresHarness;
  let store: EventStore;
  let stranger: pg.Client;

  beforeEach(async () => {
    harness = await openPostgresHarness();
    store = harness.open();
    stranger = await connect(harness.url);
  });
  afterEach(async () => {
    await stranger.end();
    await harness.close();
  });

  it('tells those whose connection was lost in the middle, and only those, and goes on by itself', async () => {
    const [stream, events] = [freshStream(), newEvents(2)];
    await stranger.query('BEGIN; LOCK TABLE event_store.turn IN EXCLUSIVE MODE');
    const lost = store.append(stream, 'none', events);
    const refused = expect(lost).rejects.toMatchObject(unavailable);
    const control = await connect(harness.url);
    await untilThereIs(control, WAITING_FOR_LOCK);
    const others = [
      store.append(freshStream(), 'none', newEvents(1)),
      store.append(stream, 'any', newEvents(1)),
    ];
    await control.query(END_OF_APPENDING);
    await refused;
    await stranger.query('ROLLBACK');
    for (const other of others) appended(await other);
    expect(await store.append(stream, 'none', events)).toEqual({ status: 'conflict', actual: 0 });
    expect(await store.append(stream, 0, events)).toMatchObject({ status: 'appended', repeated: false });
    expect(await readEverything(store)).toHaveLength(4);
    await control.end();
  });

  it.each([
    ['one event', 1, 'new'],
    ['one event', 1, 'used'],
    ['several events', 3, 'new'],
    ['several events', 3, 'used'],
  ])('writes %s (%i) once whose answer got lost on a %s connection', async (_, count, connection) => {
    const line = await openCuttableLine(harness.url);
    const doors = openDoors(line.url);
    const behind = doors.open();
    if (connection === 'used') appended(await behind.append(freshStream(), 'none', newEvents(1)));
    line.loseAnswerTo(APPEND_ON_THE_WIRE);
    const [stream, events] = [freshStream(), newEvents(count)];
    await expect(behind.append(stream, 'none', events)).rejects.toMatchObject(unavailable);
    expect(await store.readStream(stream, 0, 10)).toHaveLength(count);
    expect(await behind.append(stream, 'none', events)).toMatchObject({ firstRevision: 0, repeated: true });
    expect(await store.readStream(stream, 0, 10)).toHaveLength(count);
    await doors.close();
    await line.close();
  });

  it('does not wait for ever for a stranger who holds the turn', async () => {
    const doors = openDoors(harness.url, { statementTimeoutMs: 100 });
    const impatient = doors.open();
    const events = newEvents(1);
    await stranger.query('BEGIN; LOCK TABLE event_store.turn IN EXCLUSIVE MODE');
    await expect(impatient.append(freshStream(), 'none', events)).rejects.toMatchObject(unavailable);
    await stranger.query('ROLLBACK');
    expect(await impatient.append(freshStream(), 'none', events)).toMatchObject({
      status: 'appended',
      repeated: false,
    });
    await doors.close();
  });

  it('keeps its readers reading, in order and without a loss, while all its connections are cut again and again', async () => {
    const writer = harness.open();
    const reading = take(store, 100, { batchSize: 7 });
    const stream = freshStream();
    for (let turn = 0; turn < 20; turn++) {
      const events = newEvents(5);
      const write = async (): Promise<unknown> => writer.append(stream, 'any', events).catch(write);
      await write();
      await stranger.query(END_OF_ALL_OTHERS);
    }
    const got = (await reading).flat();
    expect(got.map(({ revision }) => revision)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it('does not depend on being woken', async () => {
    const [event] = newEvents(1);
    const reading = take(store, 1);
    await untilThereIs(
      stranger,
      `SELECT FROM pg_stat_activity WHERE application_name = 'event store, listening'
      AND datname = current_database()`,
    );
    await stranger.query(
      `INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
       VALUES (1, now(), $1, 0, 1, 'party-1', 'PartyRegistered', '{}', '{}')`,
      [event!.id],
    );
    expect((await reading).flat()).toMatchObject([{ id: event!.id, position: 1n }]);
  });

  it('says so when there is no server at all, and does not fall', async () => {
    const doors = openDoors('postgres://nobody:nothing@127.0.0.1:1/nowhere');
    const nowhere = doors.open();
    await expect(nowhere.append(freshStream(), 'none', newEvents(1))).rejects.toMatchObject(unavailable);
    await expect(nowhere.readStream(freshStream(), 0, 1)).rejects.toMatchObject(unavailable);
    await expect(nowhere.head()).rejects.toMatchObject(unavailable);
    const end = new AbortController();
    const reading = nowhere.subscribe(0n, { signal: end.signal })[Symbol.asyncIterator]().next();
    end.abort();
    expect(await reading).toMatchObject({ done: true });
    await doors.close();
  });

  it('tells whoever comes when 20,000 wait that it cannot take more', async () => {
    const doors = openDoors('postgres://nobody:nothing@127.0.0.1:1/nowhere');
    const nowhere = doors.open();
    const append = (): Promise<unknown> => nowhere.append(freshStream(), 'any', newEvents(1));
    const waiting = Array.from({ length: 20_000 }, append);
    await expect(append()).rejects.toThrow('20000 appends are waiting already');
    const results = await Promise.allSettled(waiting);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    await doors.close();
  });

  it('keeps every digit of a position, even where the program has made pg read bigints as numbers', async () => {
    await stranger.query(
      `INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
       VALUES (9007199254740993, now(), gen_random_uuid(), 0, 1, 'party-1', 'PartyRegistered', '{}', '{}')`,
    );
    pg.types.setTypeParser(20, Number);
    try {
      const { firstPosition } = appended(await store.append(freshStream(), 'none', newEvents(2)));
      expect(firstPosition).toBe(9_007_199_254_740_994n);
      expect((await store.readAll(1n, { limit: 5 })).map(({ position }) => position)).toEqual([
        9_007_199_254_740_993n,
        9_007_199_254_740_994n,
        9_007_199_254_740_995n,
      ]);
      expect(await store.head()).toBe(9_007_199_254_740_995n);
    } finally {
      pg.types.setTypeParser(20, String);
    }
  });
});
