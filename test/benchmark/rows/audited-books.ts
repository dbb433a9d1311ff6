import { join } from 'node:path';
import { writeCopy } from '../log-of-books/copy.js';
import { measureProgram } from '../measuring/program.js';
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
    const books = (folder: string, of: number) =>
      measureProgram(of, 'apps/auditor/main.js', [
        '--directory',
        folder,
        'books',
        '--threads',
        String(threads),
      ]);
    const before = await books(small, few);
    const ours = await books(large, events);
    const what = `books of ${events / 1_000}k events, --threads ${threads}`;
    lines.push(
      {
        what,
        unit: 'events/s',
        competitor: null,
        ...bySpeed([ours], null),
        goal: { of: 'ours', bound: 'at least', value: 50_000 },
        load: 'one file, read by the program itself; its start is counted',
      },
      {
        what: `${what}, memory`,
        unit: 'MiB',
        competitor: `${few / 1_000}k events`,
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
