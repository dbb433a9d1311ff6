import pg from 'pg';
import { type EventStore } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { allProjections, rebuildReadModels } from '#read-models';
import { withHeapsThatGrowSlowly } from '../measuring/heaps.js';
import { measure } from '../measuring/measure.js';
import { bySpeed, interleaved } from '../measuring/rounds.js';
import { writeManyBooks } from '../projections/many-books.js';
import { type Bench, type Line, type Row } from '../row.js';

const sizes = {
  tiny: { rounds: 1, events: 1_000 },
  short: { rounds: 3, events: 50_000 },
  long: { rounds: 1, events: 1_000_000 },
} as const;
const FETCH_EVENTS = 10_000;
/** The columns of an event that a rebuild reads, and all of them. */
const NEEDED = 'position, stream, id, type, schema_version, data, recorded_at';
const WHOLE = `${NEEDED}, revision, metadata`;

/** How long a treasurer waits until changed read models are there, and what it takes. */
export const rebuild: Row = {
  name: 'rebuild',
  title: 'all projections worked out anew (without --long: of 50,000 events instead of 1,000,000)',
  measure: compare,
};

async function compare(bench: Bench): Promise<Line[]> {
  const { rounds, events } = sizes[bench.length];
  bench.say(`writing ${events} events`);
  const filled = await open(await bench.database(), events);
  const { ours, whole, needed } = await interleaved(rounds, {
    ours: () =>
      measure(filled.events, bench.postmaster, () => withHeapsThatGrowSlowly(() => rebuildAll(filled))),
    whole: () => measure(filled.events, bench.postmaster, () => readByCursor(filled, WHOLE)),
    needed: () => measure(filled.events, bench.postmaster, () => readByCursor(filled, NEEDED)),
  });
  await filled.close();
  const line = {
    what: `rebuild of all projections, ${filled.events} events`,
    unit: 'events/s',
    load: 'nobody else reads or writes',
  };
  return [
    {
      ...line,
      ...bySpeed(ours, whole),
      competitor: 'reading the same events through a cursor with pg',
      goal: { of: 'ratio', bound: 'at least', value: 0.4 },
    },
    {
      ...line,
      ...bySpeed(ours, needed),
      competitor: 'the same without what no read model needs',
      goal: null,
    },
  ];
}

interface Filled {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly events: number;
  close(): Promise<void>;
}

async function open(url: string, atLeast: number): Promise<Filled> {
  const pool = new pg.Pool({ connectionString: url });
  const events = await writeManyBooks(pool, atLeast);
  const store = openPostgresEventStore({ pool });
  const close = async (): Promise<void> => {
    await store.close();
    await pool.end();
  };
  return { url, pool, store, events, close };
}

const rebuildAll = ({ url, store }: Filled): Promise<void> =>
  rebuildReadModels({ url, store, projections: allProjections });

/** As pg gives them, the JSON parsed. */
async function readByCursor({ pool, events }: Filled, columns: string): Promise<void> {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query(
    `DECLARE everything NO SCROLL CURSOR FOR SELECT ${columns} FROM event_store.events ORDER BY position`,
  );
  let read = 0;
  for (let fetched = FETCH_EVENTS; fetched === FETCH_EVENTS; read += fetched) {
    fetched = (await client.query(`FETCH ${FETCH_EVENTS} FROM everything`)).rows.length;
  }
  await client.query('COMMIT');
  client.release();
  if (read !== events) throw new Error(`${read} events were read of ${events}`);
}
