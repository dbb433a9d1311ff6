import pg from 'pg';
import { type EventStore } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { allProjections, rebuildProjections } from '#projections';
import { measure, type Measured } from '../measuring/measure.js';
import { memoryLines } from '../measuring/memory-lines.js';
import { memoryMb } from '../measuring/processor-time.js';
import { bySpeed, interleaved } from '../measuring/rounds.js';
import { writeManyBooks } from '../projections/many-books.js';
import { type Bench, type Line, type Row } from '../row.js';

const sizes = {
  tiny: { rounds: 1, events: 1_000, few: 500 },
  short: { rounds: 1, events: 50_000, few: 10_000 },
  long: { rounds: 1, events: 1_000_000, few: 10_000 },
} as const;
const FETCH_EVENTS = 10_000;

/** How long a treasurer waits until changed read models are there, and what it takes. */
export const rebuild: Row = {
  name: 'rebuild',
  title: 'all projections worked out anew (without --long: of 50,000 events instead of 1,000,000)',
  measure: compare,
};

async function compare(bench: Bench): Promise<Line[]> {
  const { rounds, events, few } = sizes[bench.length];
  const small = await open(await bench.database(), few);
  await rebuildAll(small);
  const before = memoryMb('self').highest;
  await small.close();

  bench.say(`writing ${events} events`);
  const large = await open(await bench.database(), events);
  // The first rebuild comes before the first cursor, whose pages would count as well.
  let memory: number | undefined;
  const { ours, theirs } = await interleaved(rounds, {
    ours: async () => {
      const measured = await measure(large.events, bench.postmaster, () => rebuildAll(large));
      memory ??= measured.memoryMb;
      return measured;
    },
    theirs: () => measure(large.events, bench.postmaster, () => readByCursor(large)),
  });
  await large.close();
  const figures = { ...bySpeed(ours, theirs), memoryMb: memory ?? Number.NaN };
  const load = 'nobody else reads or writes';
  return [
    {
      ...figures,
      what: `rebuild of all projections, ${large.events} events`,
      peer: 'reading the same events through a cursor with pg',
      unit: 'events/s',
      goal: { of: 'ratio', bound: 'at least', value: 0.4 },
      load,
    },
    ...memoryLines(
      { what: 'memory meanwhile', peer: `the same of ${small.events} events`, load },
      ours[0] as Measured,
      { before, after: memory ?? Number.NaN },
    ),
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
  rebuildProjections({ url, store, projections: allProjections });

/** The columns that a projection needs, as pg gives them, the JSON parsed. */
async function readByCursor({ pool, events }: Filled): Promise<void> {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query(
    `DECLARE everything NO SCROLL CURSOR FOR
     SELECT position, stream, revision, id, type, schema_version, data, metadata, recorded_at
       FROM event_store.events ORDER BY position`,
  );
  let read = 0;
  for (let fetched = FETCH_EVENTS; fetched === FETCH_EVENTS; read += fetched) {
    fetched = (await client.query(`FETCH ${FETCH_EVENTS} FROM everything`)).rows.length;
  }
  await client.query('COMMIT');
  client.release();
  if (read !== events) throw new Error(`${read} events were read of ${events}`);
}
