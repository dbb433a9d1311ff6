import { coProductionStream } from '#financing';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { CommandHandling, openPostgresSnapshots, type SnapshotStore } from '#command-handling';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { growBook } from '../books/grow-book.js';
import { measure } from '../measuring/measure.js';
import { bySpeed, interleaved, type Side } from '../measuring/rounds.js';
import { type Bench, type Line, type Row } from '../row.js';

const sizes = {
  tiny: { rounds: 1, events: 500 },
  short: { rounds: 7, events: 50_000 },
  long: { rounds: 31, events: 50_000 },
} as const;

/** How soon a book can be written to after a start. */
export const loadCoProduction: Row = {
  name: 'load',
  title: 'a co-production of 50,000 events, half pledges, half receipts, brought into memory',
  measure: compare,
};

async function compare(bench: Bench): Promise<Line[]> {
  const { rounds, events } = sizes[bench.length];
  const pool = new pg.Pool({ connectionString: await bench.database() });
  const store = openPostgresEventStore({ pool });
  const snapshots = openPostgresSnapshots({ pool, decider: 'co-production' });
  const open = (from: SnapshotStore | undefined) =>
    new CommandHandling(store, coProductionStream, from ? { snapshots: from } : {});
  const book = `coproduction-${randomUUID()}`;
  bench.say(`writing ${events} events`);
  const writing = open(snapshots);
  await growBook(writing, book, events);
  await writing.drained();
  await pool.query('VACUUM ANALYZE event_store.events');

  const side =
    (load: () => Promise<number>): Side =>
    () =>
      measure(events, bench.postmaster, async (took) => {
        const start = performance.now();
        const found = await load();
        took(performance.now() - start);
        if (found !== events) throw new Error(`${found} events were found of ${events}.`);
      });
  // Each load by a new room, which remembers nothing.
  const load = async (from: SnapshotStore | undefined) => (await open(from).read(book)).revision + 1;
  const readRows = async () =>
    (await pool.query('SELECT * FROM event_store.events WHERE stream = $1 ORDER BY revision', [book])).rows
      .length;
  const { cold, snapshot, rows } = await interleaved(rounds, {
    cold: side(() => load(undefined)),
    snapshot: side(() => load(snapshots)),
    rows: side(readRows),
  });
  await store.close();
  await pool.end();
  const line = { unit: 'events/s', load: 'one caller, one load at a time' };
  return [
    {
      ...line,
      what: 'cold',
      competitor: 'reading its rows with pg',
      ...bySpeed(cold, rows),
      goal: { of: 'ratio', bound: 'at least', value: 0.5 },
    },
    {
      ...line,
      what: 'from a snapshot',
      competitor: 'cold',
      ...bySpeed(snapshot, cold),
      goal: { of: 'ratio', bound: 'at least', value: 20 },
    },
  ];
}
