import pg from 'pg';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { atOnce, callersAlone } from '../appending/callers.js';
import { insertArrays, insertValues, type RawInsert, STATEMENT_ROWS } from '../appending/raw-insert.js';
import { makePledges, type RawRow, rawRow } from '../appending/pledges.js';
import { measure, type Measured } from '../measuring/measure.js';
import { bySpeed, interleaved } from '../measuring/rounds.js';
import { storeWriter } from '../appending/writer.js';
import { type Bench, type Line, type Row } from '../row.js';

const CALLERS = 256;

const sizes = {
  tiny: { rounds: 1, appends: 512 },
  short: { rounds: 7, appends: 16_384 },
  long: { rounds: 21, appends: 65_536 },
} as const;

/** What the store's rules, answers and group commit cost beside a program that does nothing but insert the same bytes. */
export const appendAgainstRawInserts: Row = {
  name: 'raw',
  title: `one event to a new stream, against raw inserts of the same bytes, ${STATEMENT_ROWS} rows a statement`,
  measure: compare,
};

async function compare(bench: Bench): Promise<Line[]> {
  const { rounds, appends } = sizes[bench.length];
  const url = await bench.database();
  const pool = new pg.Pool({ connectionString: url });
  const store = storeWriter(openPostgresEventStore({ pool }));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const table of ['raw_values', 'raw_arrays']) {
    await client.query(`CREATE TABLE ${table} (LIKE event_store.events INCLUDING ALL)`);
  }
  const raw =
    (table: string, insert: RawInsert) =>
    (round: number): Promise<Measured> => {
      const made = makePledges(appends).map(rawRow);
      return measure(appends, bench.postmaster, (took) =>
        insertAll({ client, table, insert }, round * appends, made, took),
      );
    };
  const { ours, values, arrays } = await interleaved(rounds, {
    values: raw('raw_values', insertValues),
    ours: () => {
      const made = makePledges(appends);
      return measure(appends, bench.postmaster, (took) => atOnce(CALLERS, made, store.append, took));
    },
    arrays: raw('raw_arrays', insertArrays),
  });
  await client.end();
  await store.close();
  await pool.end();
  const line = {
    what: `append, ${CALLERS} callers`,
    unit: '/s',
    load: await callersAlone(CALLERS),
  };
  return [
    {
      ...line,
      ...bySpeed(ours, values),
      competitor: `INSERT … VALUES, ${STATEMENT_ROWS} rows`,
      goal: { of: 'ratio', bound: 'at least', value: 0.6 },
    },
    {
      ...line,
      ...bySpeed(ours, arrays),
      competitor: `INSERT from arrays, ${STATEMENT_ROWS} rows`,
      goal: null,
    },
  ];
}

interface Target {
  readonly client: pg.Client;
  readonly table: string;
  readonly insert: RawInsert;
}

async function insertAll(
  { client, table, insert }: Target,
  before: number,
  rows: readonly RawRow[],
  took: (ms: number) => void,
): Promise<void> {
  for (let first = 0; first < rows.length; first += STATEMENT_ROWS) {
    const start = performance.now();
    await insert(client, table, rows.slice(first, first + STATEMENT_ROWS), before + first);
    took(performance.now() - start);
  }
}
