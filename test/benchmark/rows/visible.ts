import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { CommandHandling, type Envelope, openPostgresSnapshots } from '#command-handling';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { coProductionStream } from '#financing';
import { waitForPosition } from '#projection-engine';
import { readModelEntities } from '#read-models';
import { type Books } from '../../scenario/command-handling/co-production.js';
import { startWorker } from '../../scenario/projections/worker.js';
import { measure, type Measured } from '../measuring/measure.js';
import { memoryMb, processMs } from '../measuring/processor-time.js';
import { byLatency } from '../measuring/rounds.js';
import { bookCommands, type BookCommand } from '../projections/book-commands.js';
import { TODAY } from '../projections/village.js';
import { type Bench, type Line, type Row } from '../row.js';

const sizes = {
  tiny: { rounds: 1, seconds: 0.3, warmUp: 0 },
  short: { rounds: 3, seconds: 4, warmUp: 2 },
  long: { rounds: 5, seconds: 20, warmUp: 5 },
} as const;
const PER_SECOND = 1_000;
const TICK_MS = 5;
const VISIBLE_TIMEOUT_MS = 30_000;

/** How soon a reader sees what was written, while much is written. */
export const visible: Row = {
  name: 'visible',
  title:
    'from the answer of a command until a reader is told that balances hold it, at 1,000 commands a second',
  measure: compare,
};

async function compare(bench: Bench): Promise<Line[]> {
  const { rounds, seconds, warmUp } = sizes[bench.length];
  const url = await bench.database();
  const pool = new pg.Pool({ connectionString: url });
  const store = openPostgresEventStore({ pool });
  const readers = new DataSource({ type: 'postgres', url, entities: readModelEntities });
  await readers.initialize();
  const worker = startWorker(url);
  const snapshots = openPostgresSnapshots({ pool, decider: 'co-production' });
  const books = new CommandHandling(store, coProductionStream, { snapshots });
  const commands = bookCommands();
  const measured: Measured[] = [];
  let [late, generatorCores] = [0, 0];
  for (let round = 0; round <= rounds; round += 1) {
    const count = Math.ceil((round === 0 ? warmUp + 0.1 : seconds) * PER_SECOND);
    const work = (took: (ms: number) => void) =>
      atAnEvenPace(count, async () => {
        const position = await execute(books, commands.next().value as BookCommand);
        const committed = performance.now();
        await waitForPosition(readers, 'balances', position, VISIBLE_TIMEOUT_MS);
        took(performance.now() - committed);
      });
    const workerBefore = processMs(worker.pid) ?? Number.NaN;
    const result = await measure(count, bench.postmaster, async (took) => {
      const behind = await work(took);
      if (round > 0) late = Math.max(late, behind);
    });
    if (round === 0) continue;
    const elapsedMs = (count / result.perSecond) * 1_000;
    const workerCores = ((processMs(worker.pid) ?? Number.NaN) - workerBefore) / elapsedMs;
    generatorCores = Math.max(generatorCores, result.cpu.node);
    const cpu = { node: workerCores, postgres: result.cpu.postgres };
    measured.push({ ...result, cpu, memoryMb: memoryMb(worker.pid).highest });
  }
  await books.drained();
  await worker.stop();
  await readers.destroy();
  await store.close();
  await pool.end();
  return [
    {
      ...byLatency(measured, null),
      what: `commit to visible in balances, ${PER_SECOND} commands/s`,
      competitor: null,
      unit: 'ms',
      goal: { of: 'p99Ms', bound: 'at most', value: 100 },
      load: `the last command of a round was sent ${late.toFixed(0)} ms late, by ${generatorCores.toFixed(2)} of a core; node, MiB: the worker`,
    },
  ];
}

/** Begins so many, a thousand a second, whether those before have ended or not. Answers how late the last began: milliseconds. */
async function atAnEvenPace(count: number, begin: () => Promise<void>): Promise<number> {
  const start = performance.now();
  const begun: Promise<void>[] = [];
  while (begun.length < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - start) / 1_000) * PER_SECOND));
    while (begun.length < due) begun.push(begin());
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  const late = performance.now() - start - (count / PER_SECOND) * 1_000;
  await Promise.all(begun);
  return late;
}

/** The whole way of a command, as a server goes it; answers with the position of its last event. */
async function execute(books: Books, { book, command }: BookCommand): Promise<bigint> {
  const input = { command: command as unknown as Envelope['input'] };
  const envelope = { commandId: randomUUID(), actor: book, cause: randomUUID(), input };
  const outcome = await books.execute(coProductionStream.of(book), envelope, (state) =>
    coProductionStream.decide(command, state, { today: TODAY, id: 'book' }),
  );
  if (outcome.status !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
  return outcome.position;
}
