import { join } from 'node:path';
import pg from 'pg';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { PublishedLog } from '#notary';
import { startBuiltServer } from '../../http/built-server.js';
import { until } from '../../scenario/projections/until.js';
import { startWorker } from '../../scenario/projections/worker.js';
import { type Measured } from '../measuring/measure.js';
import { memoryLines } from '../measuring/memory-lines.js';
import { memoryMb, processMs } from '../measuring/processor-time.js';
import { measureProgram } from '../measuring/program.js';
import { writeManyBooks } from '../projections/many-books.js';
import { makeReader, type Reader } from '../projections/reader.js';
import { type Bench, type Line, type Row } from '../row.js';

const sizes = {
  tiny: { few: 500, many: 1_000, books: 2, proofs: 5 },
  short: { few: 10_000, many: 100_000, books: 30, proofs: 1_000 },
  long: { few: 10_000, many: 1_000_000, books: 30, proofs: 1_000 },
} as const;

const PUBLISHED_TIMEOUT_MS = 600_000;
const AT_ONCE = 16;

/** What a small machine needs, and whether that grows with the books: of the programs as they are started, each by itself. */
export const memory: Row = {
  name: 'memory',
  title:
    'resident memory of a rebuild, of the worker and of the server, at 1,000,000 events (without --long: 100,000)',
  measure: compare,
};

interface Works {
  readonly events: number;
  readonly rebuild: Measured;
  readonly leaves: Measured;
  readonly proofs: Measured;
}

async function compare(bench: Bench): Promise<Line[]> {
  const { few, many } = sizes[bench.length];
  const [small, large] = [await worksOf(bench, few), await worksOf(bench, many)];
  const lines = (work: 'rebuild' | 'leaves' | 'proofs', what: string, load: string): Line[] =>
    memoryLines(
      { what: `${what}, ${large.events} events`, competitor: `${small.events} events`, load },
      large[work],
      {
        before: small[work].memoryMb,
        after: large[work].memoryMb,
      },
    );
  return [
    ...lines('rebuild', 'memory of projections rebuild', 'nobody else reads or writes'),
    ...lines('leaves', 'memory of the worker that makes leaves', 'all events are there before it begins'),
    ...lines(
      'proofs',
      'memory of the server that makes proofs',
      `${AT_ONCE} proofs at a time, asked for over HTTP`,
    ),
  ];
}

/** The three works one after the other, on a database of their own. */
async function worksOf(bench: Bench, atLeast: number): Promise<Works> {
  const { books, proofs } = sizes[bench.length];
  bench.say(`writing ${atLeast} events`);
  const url = await bench.database();
  const pool = new pg.Pool({ connectionString: url });
  await writeManyBooks(pool, atLeast);
  const store = openPostgresEventStore({ pool });
  const reader = await makeReader(pool, store, { books, events: proofs });
  const events = Number(await store.head());
  bench.say('rebuilding');
  const rebuild = await measureProgram(events, 'apps/worker/projections.js', ['rebuild'], {
    DATABASE_URL: url,
  });
  bench.say('making leaves');
  const leaves = await makeLeaves(pool, { url, events, home: join(bench.folder, `worker-${atLeast}`) });
  bench.say('proving');
  const works = { events, rebuild, leaves, proofs: await prove(url, reader) };
  await store.close();
  await pool.end();
  return works;
}

/** The worker's projections have nothing left to do: what it needs is for the log. */
async function makeLeaves(
  pool: pg.Pool,
  { url, events, home }: { url: string; events: number; home: string },
): Promise<Measured> {
  const log = new PublishedLog(pool);
  const start = performance.now();
  const worker = startWorker(url, { NOTARY: 'on', SEMINA_HOME: home });
  await until(
    'the head of all events is published',
    async () => (await log.head())?.size === events,
    PUBLISHED_TIMEOUT_MS,
  );
  const measured = measuredOf(worker.pid, events, { start, usedMs: 0 });
  await worker.stop();
  return measured;
}

async function prove(url: string, { personId, proofs }: Reader): Promise<Measured> {
  const server = await startBuiltServer({
    databaseUrl: url,
    env: { PROJECTIONS: 'off', NOTARY: 'off', REQUESTS_PER_MINUTE: '1000000000' },
  });
  try {
    const headers = { Authorization: `Bearer ${await server.token(personId)}` };
    const [start, usedMs] = [performance.now(), processMs(server.pid) ?? Number.NaN];
    const waiting = proofs.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const path of waiting) {
          const { status } = await fetch(server.url + path, { headers }).then(readToTheEnd);
          if (status !== 200) throw new Error(`${path} answered ${status}:\n${server.log()}`);
        }
      }),
    );
    return measuredOf(server.pid, proofs.length, { start, usedMs });
  } finally {
    await server.stop();
  }
}

async function readToTheEnd(response: Response): Promise<Response> {
  await response.arrayBuffer();
  return response;
}

/** Of a process since a moment, up to which it had used so much processor time. */
function measuredOf(
  pid: number,
  operations: number,
  { start, usedMs }: { start: number; usedMs: number },
): Measured {
  const elapsedMs = performance.now() - start;
  return {
    perSecond: (operations / elapsedMs) * 1_000,
    latenciesMs: [],
    cpu: { node: ((processMs(pid) ?? Number.NaN) - usedMs) / elapsedMs, postgres: null },
    memoryMb: memoryMb(pid).highest,
  };
}
