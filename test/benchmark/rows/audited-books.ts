import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCopy } from '../log-of-books/copy.js';
import { type Measured } from '../measuring/measure.js';
import { memoryMb, processMs } from '../measuring/processor-time.js';
import { bySpeed } from '../measuring/rounds.js';
import { spreadOf } from '../measuring/spread.js';
import { type Bench, type Line, type Row } from '../row.js';

const sizes = {
  tiny: { few: 500, events: 1_000 },
  short: { few: 10_000, events: 200_000 },
  long: { few: 10_000, events: 1_000_000 },
} as const;

/** Books that are open side by side, at any size of the log. */
const OPEN_BOOKS = 64;
const LOOK_EVERY_MS = 50;
const MAIN = fileURLToPath(new URL('../../../apps/auditor/main.js', import.meta.url));

/** A partner's own check of all the rules, by the program that partners run. */
export const auditedBooks: Row = {
  name: 'audit',
  title: 'auditor books over 1,000,000 events (without --long: 200,000) of some thousand books',
  measure: audit,
};

async function audit(bench: Bench): Promise<Line[]> {
  const { few, events } = sizes[bench.length];
  const lines: Line[] = [];
  const [small, large] = [await copyOf(bench, few), await copyOf(bench, events)];
  for (const threads of [1, 2]) {
    bench.say(`auditing by ${threads}`);
    const before = await books(small, few, threads);
    const ours = await books(large, events, threads);
    const what = `books of ${events / 1_000}k events, --threads ${threads}`;
    lines.push(
      {
        what,
        unit: 'events/s',
        peer: null,
        ...bySpeed([ours], null),
        goal: { of: 'ours', bound: 'at least', value: 50_000 },
        load: 'one file, read by the program itself; its start is counted',
      },
      {
        what: `${what}, memory`,
        unit: 'MiB',
        peer: `${few / 1_000}k events`,
        ...bySpeed([ours], null),
        ours: spreadOf([ours.memoryMb]),
        theirs: spreadOf([before.memoryMb]),
        ratio: spreadOf([ours.memoryMb / before.memoryMb]),
        goal: { of: 'ratio', bound: 'at most', value: 1.5 },
        load: `${OPEN_BOOKS} books open at any time`,
      },
    );
  }
  return lines;
}

async function copyOf(bench: Bench, events: number): Promise<string> {
  bench.say(`writing a log of ${events} events`);
  const folder = join(bench.folder, `copy-${events}`);
  await writeCopy(folder, events, OPEN_BOOKS);
  return folder;
}

/** Runs the program once, and looks at it until it ends. */
async function books(folder: string, events: number, threads: number): Promise<Measured> {
  const start = performance.now();
  const args = [MAIN, '--directory', folder, 'books', '--threads', String(threads)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore'] });
  let [cpuMs, memory] = [Number.NaN, Number.NaN];
  const look = (): void => {
    const [used, { highest }] = [processMs(child.pid ?? 0), memoryMb(child.pid ?? 0)];
    // A process that is about to be reaped has no memory any more.
    if (used !== null && !Number.isNaN(highest)) [cpuMs, memory] = [used, highest];
  };
  const looking = setInterval(look, LOOK_EVERY_MS);
  const [status] = (await once(child, 'exit')) as [number | null];
  clearInterval(looking);
  const elapsedMs = performance.now() - start;
  if (status !== 0) throw new Error(`auditor books ended with ${status}.`);
  return {
    perSecond: (events / elapsedMs) * 1_000,
    latenciesMs: [],
    cpu: { node: cpuMs / elapsedMs, postgres: null },
    memoryMb: memory,
  };
}
