import pg from 'pg';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { callersAlone, sideOf, type RoundSize } from '../appending/callers.js';
import { openCastore } from '../appending/castore.js';
import { openMessageDb } from '../appending/message-db.js';
import { openPlainInsert } from '../appending/plain-insert.js';
import { makePledges } from '../appending/pledges.js';
import { POOL_SIZE, storeWriter, type Writer } from '../appending/writer.js';
import { bySpeed, interleaved, type Side } from '../measuring/rounds.js';
import { competitorVersion } from '../competitors.js';
import { type Bench, type Goal, type Line, type Row } from '../row.js';

const sizes: { readonly [length in Bench['length']]: RoundSize & { rounds: number } } = {
  tiny: { rounds: 1, first: 64, seconds: 0.01 },
  short: { rounds: 5, first: 256, seconds: 0.4 },
  long: { rounds: 15, first: 1_024, seconds: 2 },
};

const atLeast = (value: number): Goal => ({ of: 'ratio', bound: 'at least', value });

/** What each number of callers is to reach against each competitor. */
const goals: readonly { callers: number; messageDb?: Goal; castore?: Goal; plain?: Goal }[] = [
  { callers: 1, messageDb: atLeast(1) },
  { callers: 16 },
  { callers: 256, messageDb: atLeast(5), castore: atLeast(2), plain: atLeast(1.5) },
];

/** The store beside what people would use instead. */
export const appendOneEvent: Row = {
  name: 'append',
  title: `one event to a new stream, durably, against stores for PostgreSQL with a pool of ${POOL_SIZE} connections`,
  competitors: true,
  measure: compare,
};

async function compare(bench: Bench): Promise<Line[]> {
  const { rounds, ...size } = sizes[bench.length];
  const url = await bench.database();
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE });
  const competitors = {
    messageDb: await bench.emptyDatabase(),
    castore: await bench.emptyDatabase(),
    plain: await bench.database(),
  };
  const writers = {
    ours: storeWriter(openPostgresEventStore({ pool })),
    messageDb: await openMessageDb(competitors.messageDb),
    castore: await openCastore(competitors.castore),
    plain: await openPlainInsert(competitors.plain),
  };
  const lines: Line[] = [];
  for (const { callers, ...goal } of goals) {
    bench.say(`${callers} callers`);
    const side = ({ append }: Writer): Side => sideOf(size, callers, bench.postmaster, makePledges, append);
    const { ours, messageDb, castore, plain } = await interleaved(rounds, {
      ours: side(writers.ours),
      messageDb: side(writers.messageDb),
      castore: side(writers.castore),
      plain: side(writers.plain),
    });
    const line = { what: `append, ${callers} caller${callers === 1 ? '' : 's'}`, unit: '/s' };
    const alone = await callersAlone(callers);
    // As many as it could have had: whoever measures a competitor with fewer connections measures something else.
    const loadOf = async (competitor: string): Promise<string> =>
      `${alone}, theirs over ${await connections(competitor, callers)}`;
    lines.push(
      {
        ...line,
        ...bySpeed(ours, messageDb),
        load: await loadOf(competitors.messageDb),
        competitor: competitorVersion('@eventide/message-db'),
        goal: goal.messageDb ?? null,
      },
      {
        ...line,
        ...bySpeed(ours, castore),
        load: await loadOf(competitors.castore),
        competitor: `castore ${competitorVersion('@castore/event-storage-adapter-postgres')}`,
        goal: goal.castore ?? null,
      },
      {
        ...line,
        ...bySpeed(ours, plain),
        load: await loadOf(competitors.plain),
        competitor: 'an INSERT a transaction',
        goal: goal.plain ?? null,
      },
    );
  }
  for (const { close } of Object.values(writers)) await close();
  await pool.end();
  return lines;
}

/** Tells how many connections a competitor has opened by now; throws where that is not what so many callers may have. */
async function connections(url: string, callers: number): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ open: number }>(
      `SELECT count(*)::integer - 1 AS open FROM pg_stat_activity
       WHERE datname = current_database() AND backend_type = 'client backend'`,
    );
    const open = rows[0]?.open ?? 0;
    if (open > POOL_SIZE || open < Math.min(callers, POOL_SIZE)) {
      throw new Error(`A competitor has ${open} connections for ${callers} callers, not ${POOL_SIZE}.`);
    }
    return `${open} connection${open === 1 ? '' : 's'}`;
  } finally {
    await client.end();
  }
}
