import pg from 'pg';
import { type EventStore } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { measure, type Measured } from './append-measure.js';
import { insertArrays, insertValues, type RawInsert, STATEMENT_ROWS } from './append-raw.js';
import { makeRows, type RawRow, rawRow, type Row } from './append-rows.js';

/** Appends under way at any time. */
export const WRITERS = 256;

export interface Round {
  readonly appends: Measured;
  readonly values: Measured;
  readonly arrays: Measured;
}

/**
 * Writes the same rows three times: as single-event appends to as many streams by 256 writers at once, and as raw inserts of both kinds
 * into tables like the one of events, with all its indexes. Who is first changes from round to round.
 */
export async function measureAppends(
  url: string,
  postmaster: number,
  { rounds, rows }: { rounds: number; rows: number },
): Promise<Round[]> {
  const pool = new pg.Pool({ connectionString: url });
  const store = openPostgresEventStore({ pool });
  const client = new pg.Client({ connectionString: url });
  // An interrupted benchmark stops its server; the statement under way tells so.
  client.on('error', () => undefined);
  await client.connect();
  for (const table of ['raw_values', 'raw_arrays']) {
    await client.query(`CREATE TABLE ${table} (LIKE event_store.events INCLUDING ALL)`);
  }
  const runRaw = (target: Target, round: number, raw: readonly RawRow[]): Promise<Measured> =>
    measure(rows, postmaster, (latency) => insertAll(target, round * rows, raw, latency));
  const results: Round[] = [];
  for (let round = -1; round < rounds; round++) {
    const made = makeRows(rows);
    const raw = made.map(rawRow);
    const kinds = {
      values: () => runRaw({ client, table: 'raw_values', insert: insertValues }, round + 1, raw),
      appends: () => measure(rows, postmaster, (latency) => appendAll(store, made, latency)),
      arrays: () => runRaw({ client, table: 'raw_arrays', insert: insertArrays }, round + 1, raw),
    };
    const names = Object.keys(kinds) as (keyof typeof kinds)[];
    const measured: Partial<Record<keyof typeof kinds, Measured>> = {};
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      measured[name] = await kinds[name]();
    }
    // The first round warms everything up: plans, compiled code, the size of the tables.
    if (round >= 0) results.push(measured as Round);
  }
  await client.end();
  await store.close();
  await pool.end();
  return results;
}

async function appendAll(
  store: EventStore,
  rows: readonly Row[],
  latency: (ms: number) => void,
): Promise<void> {
  let next = 0;
  const write = async (): Promise<void> => {
    for (let row = rows[next++]; row !== undefined; row = rows[next++]) {
      const start = performance.now();
      const { status } = await store.append(row.stream, 'none', [row.event]);
      latency(performance.now() - start);
      if (status !== 'appended') throw new Error(`An append was answered ${status}.`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
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
  latency: (ms: number) => void,
): Promise<void> {
  for (let first = 0; first < rows.length; first += STATEMENT_ROWS) {
    const start = performance.now();
    await insert(client, table, rows.slice(first, first + STATEMENT_ROWS), before + first);
    latency(performance.now() - start);
  }
}
