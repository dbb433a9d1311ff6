import { spawnSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';
import type { JournalProgram } from '#accounting';
import { parseMajorUnits } from '#decision';
import { itAsks } from './foreign-programs.js';

type CommandLine = readonly [string, ...string[]];

/** What the programs themselves say of a journal file. */
interface Program {
  /** By which it is asked whether it is there. */
  readonly probe: CommandLine;
  readonly check: (path: string) => CommandLine;
  readonly balances: (path: string) => CommandLine;
}

const programs: { readonly [name in JournalProgram]: Program } = {
  hledger: {
    probe: ['hledger', '--version'],
    check: (path) => ['hledger', '-f', path, 'check', '--strict'],
    balances: (path) => ['hledger', '-f', path, 'balance', '--flat', '--no-total', '--empty', '-O', 'csv'],
  },
  beancount: {
    probe: ['bean-check', '--help'],
    check: (path) => ['bean-check', path],
    balances: (path) => ['bean-query', '-f', 'csv', path, 'SELECT account, sum(position) GROUP BY account'],
  },
};

export const journalPrograms = Object.keys(programs) as JournalProgram[];

const run = ([command, ...args]: CommandLine) =>
  spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } });

/** `it`, for a test that asks this program. */
export const itAsksProgram = (name: JournalProgram): ReturnType<typeof itAsks> =>
  itAsks(name, run(programs[name].probe).status === 0);

/** What a program has against a journal in strict mode: nothing, where it accepts it. */
export function complaints(name: JournalProgram, path: string): string {
  const { status, stdout, stderr } = run(programs[name].check(path));
  return status === 0 ? stdout + stderr : `status ${status}: ${stdout}${stderr}`;
}

/** The balance of every account that is not empty, in minor units, as the program works it out. */
export function balancesBy(name: JournalProgram, path: string, currency: string): Map<string, number> {
  const rows = parse(run(programs[name].balances(path)).stdout, { from_line: 2, trim: true });
  const balances = (rows as [string, string][]).map(
    ([account, amount]) => [account, minorUnits(amount, currency)] as const,
  );
  return new Map(balances.filter(([, balance]) => balance !== 0));
}

/** `510.00 EUR`; an empty balance is told as 0 or as nothing. */
const minorUnits = (text: string, currency: string): number =>
  text === '' || text === '0' ? 0 : parseMajorUnits(text.replace(` ${currency}`, '').trim(), currency);
