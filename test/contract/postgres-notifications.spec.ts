import { EventEmitter, once } from 'node:events';
import type pg from 'pg';
import { type EventStore, type RecordedEvent } from '#event-store';
import { freshStream, newEvents } from './events.js';
import { appended, readEverything } from './harness.js';
import { connect, openPostgresHarness, type PostgresHarness, untilThereIs } from './postgres-harness.js';

const LISTENING = `SELECT FROM pg_stat_activity WHERE datname = current_database()
  AND application_name = 'event store, listening' AND state = 'idle' AND query LIKE 'LISTEN%'`;
/** The store looks every 200 ms: by then it has done whatever a notification before this moment made it do. */
const LOOKED_AGAIN = `SELECT FROM pg_stat_activity WHERE datname = current_database()
  AND pid <> pg_backend_pid() AND query LIKE '%max(position)%' AND query_start > $1::timestamptz + interval '300 ms'`;

/** A notification that anybody may send who can connect: this text, or none. */
const falsehoods = [
  `'12'`,
  `'9223372036854775807'`,
  `'99999999999999999999999'`,
  `'-1'`,
  `'x'`,
  `'1.5'`,
  `''`,
];

describe('a notification that a stranger sends', () => {
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

  async function hear(payloads: readonly string[]): Promise<void> {
    await untilThereIs(stranger, LISTENING);
    for (const payload of payloads) await stranger.query(`NOTIFY event_store, ${payload}`);
    await stranger.query('NOTIFY event_store');
    const { rows } = await stranger.query<{ now: string }>('SELECT clock_timestamp()::text AS now');
    await untilThereIs(stranger, LOOKED_AGAIN, [rows[0]!.now]);
  }

  it.each([
    ['all streams', undefined],
    ['one kind of stream', 'party-'],
  ])('makes a subscriber of %s pass no event that is not there yet', async (_, streamPrefix) => {
    const end = new AbortController();
    const got: RecordedEvent[] = [];
    const arrival = new EventEmitter();
    const arrived = async (count: number): Promise<void> => {
      while (got.length < count) await once(arrival, 'events');
    };
    const prefix = streamPrefix === undefined ? {} : { streamPrefix };
    const reading = (async () => {
      for await (const batch of store.subscribe(0n, { ...prefix, signal: end.signal })) {
        got.push(...batch);
        arrival.emit('events');
      }
    })();
    appended(await store.append(freshStream('party'), 'none', newEvents(2)));
    await arrived(2);
    await hear(falsehoods);
    appended(await harness.open().append(freshStream('party'), 'none', newEvents(20)));
    await arrived(22);
    end.abort();
    await reading;
    expect(got).toEqual(await readEverything(store));
  });

  it('wakes subscribers of the events that are there, whatever it says', async () => {
    const next = store.subscribe(0n, { signal: new AbortController().signal })[Symbol.asyncIterator]().next();
    await untilThereIs(stranger, LISTENING);
    await stranger.query(
      `INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
       VALUES (1, now(), gen_random_uuid(), 0, 1, 'party-1', 'PartyRegistered', '{}', '{}')`,
    );
    await stranger.query(`NOTIFY event_store, 'nonsense'`);
    expect((await next).value).toMatchObject([{ position: 1n }]);
  });
});
