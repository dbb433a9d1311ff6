import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Machine } from './machine.js';
import { asJson } from './report/json.js';
import { asTable, headOf } from './report/table.js';
import { isReached } from './report/goal.js';
import { type Goal, type Line } from './row.js';
import { bySpeed } from './measuring/rounds.js';
import { memoryLines } from './measuring/memory-lines.js';
import { type Measured } from './measuring/measure.js';
import { rows } from './rows.js';

const line: Line = {
  what: 'append, 256 callers',
  competitor: 'message-db 1.3.1',
  unit: '/s',
  ours: { median: 12_000, min: 11_000, max: 13_000 },
  theirs: { median: 3_000, min: 2_900, max: 3_100 },
  ratio: { median: 4, min: 3.5, max: 4.4 },
  goal: { of: 'ratio', bound: 'at least', value: 5 },
  p50Ms: 15.25,
  p99Ms: 41.6,
  cpu: { node: 0.6, postgres: 0.3 },
  theirCpu: { node: 0.9, postgres: null },
  memoryMb: 140.4,
  load: 'callers alone 300k/s',
};

const machine: Machine = {
  processor: 'a processor',
  cores: 2,
  memoryGb: 24,
  system: 'linux x64',
  versions: { semina: '0.1.0', node: '20.20.2', postgres: '18.4' },
  disk: { openDatasync: { p50Ms: 0.05, p99Ms: 0.1 }, fdatasync: { p50Ms: 1.5, p99Ms: 3 } },
  loadBefore: 0.25,
};

const reportOf = (...lines: Line[]) => ({
  machine,
  loadAfter: 2.5,
  results: [
    { name: 'append', title: 'one event', lines },
    { name: 'http', title: 'a pledge', failed: 'no server' },
  ],
});

// Elsewhere nobody tells who is still at work.
const onLinux = process.platform === 'linux' ? it : it.skip;

describe('the benchmark', () => {
  it('has a row for each thing that has a goal, each under a name of its own', () => {
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'append',
        'raw',
        'busy-book',
        'http',
        'visible',
        'rebuild',
        'grown',
        'load',
        'log',
      ]),
    );
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  it.each<[string, Goal | null, boolean | null]>([
    ['a ratio that is too small', { of: 'ratio', bound: 'at least', value: 4.1 }, false],
    ['a ratio that is just enough', { of: 'ratio', bound: 'at least', value: 4 }, true],
    ['a ratio that is too large', { of: 'ratio', bound: 'at most', value: 3.9 }, false],
    ['a latency within its bound', { of: 'p99Ms', bound: 'at most', value: 100 }, true],
    ['a latency beyond it', { of: 'p99Ms', bound: 'at most', value: 41 }, false],
    ['an amount of ours', { of: 'ours', bound: 'at most', value: 12_000 }, true],
    ['a line without a goal', null, null],
  ])('judges %s', (_, goal, reached) => {
    expect(isReached({ ...line, goal })).toBe(reached);
  });

  it('says on each line what was measured, against what, and whether the goal is reached', () => {
    const table = asTable(reportOf(line, { ...line, goal: { of: 'ratio', bound: 'at least', value: 2 } }));
    const [first, second] = table.split('\n').filter((row) => row.includes('256 callers'));
    const cells = first?.split('│').map((cell) => cell.trim());
    expect(cells?.slice(1, -1)).toEqual([
      'append, 256 callers',
      'message-db 1.3.1',
      '12000 /s',
      '3000',
      '4 [3.5–4.4]',
      '✗ ≥ 5',
      '15.3',
      '41.6',
      '0.6',
      '0.3',
      '75 / 300',
      '140',
      'callers alone 300k/s',
    ]);
    expect(second).toContain('✓ ≥ 2');
    expect(table).toContain('not measured: no server');
    expect(table).toContain('Load average 2.50');
  });

  it('lets no quiet round make good the slowest operations of another', () => {
    const round = (ms: number): Measured => ({
      perSecond: 1,
      latenciesMs: Array.from({ length: 100 }, () => ms),
      cpu: { node: 0.5, postgres: null },
      memoryMb: 100,
    });
    expect(bySpeed([round(1), round(500), round(1)], null)).toMatchObject({ p50Ms: 1, p99Ms: 500 });
  });

  it.each([
    [{ before: 200, after: 301 }, [false, true]],
    [{ before: 381, after: 382 }, [true, false]],
    [{ before: 100, after: 150 }, [true, true]],
  ])('holds memory to what little took and to 400 MB: %j', (found, reached) => {
    const measured: Measured = {
      perSecond: 1,
      latenciesMs: [],
      cpu: { node: 1, postgres: null },
      memoryMb: 1,
    };
    const lines = memoryLines({ what: 'memory', competitor: 'little', load: 'none' }, measured, found);
    expect(lines.map(isReached)).toEqual(reached);
  });

  it('says in its head what the figures depend on', () => {
    expect(headOf(machine)).toContain('fdatasync 1.5 ms (p99 3)');
    expect(headOf(machine)).toContain('PostgreSQL 18.4 with fsync on');
  });

  it('prints the same as one JSON document', () => {
    const { machine: told, rows: results } = JSON.parse(asJson(reportOf(line))) as {
      machine: Machine;
      rows: unknown[];
    };
    expect(told).toEqual(machine);
    expect(results).toEqual([
      {
        name: 'append',
        title: 'one event',
        lines: [{ ...line, microsecondsEach: { ours: 75, theirs: 300 }, reached: false }],
      },
      { name: 'http', title: 'a pledge', failed: 'no server' },
    ]);
  });

  it.each([
    [['--only', 'nothing'], 'There is no row nothing; there are append, raw,'],
    [['--only', ''], 'There is no row'],
    [['append'], 'too many arguments'],
    [['--quick'], "unknown option '--quick'"],
    [['--tiny', '--long'], "option '--tiny' cannot be used with option '--long'"],
  ])('refuses %j and says why', async (args, why) => {
    const { ended } = run(args);
    expect(await ended).toEqual({ status: 2, said: '', told: expect.stringContaining(why) });
  });

  onLinux(
    'leaves no process and no file when it is interrupted amid a row',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'semina-interrupted-'));
      // The account of the database server has to get through it.
      chmodSync(folder, 0o755);
      const { child, ended } = run(['--only', 'http'], { TMPDIR: folder });
      while (!workingIn(`SEMINA_HOME=${folder}`) && child.exitCode === null) await pause(20);
      child.kill('SIGINT');
      const { status, said } = await ended;
      expect([status, said]).toEqual([1, expect.not.stringContaining('│')]);
      while (workingIn(folder)) await pause(20);
      expect(readdirSync(folder)).toEqual([]);
      rmSync(folder, { recursive: true });
    },
    120_000,
  );

  it('measures a row from start to end on a server of its own, and leaves only the document on standard output', async () => {
    const { status, said, told } = await run(['--tiny', '--json', '--only', 'busy-book']).ended;
    expect([status, told]).toEqual([0, expect.stringContaining('busy-book')]);
    const { rows: results } = JSON.parse(said) as { rows: { name: string; lines: Line[] }[] };
    expect(results).toMatchObject([{ name: 'busy-book', lines: [{ unit: '/s' }] }]);
    expect(results[0]?.lines[0]?.ours.median).toBeGreaterThan(0);
  }, 120_000);

  it('measures what needs no competitor where the competitors cannot be installed, and says so of the rest', async () => {
    const elsewhere = checkoutWithoutCompetitors();
    const { status, said } = await run(['--tiny', '--json', '--only', 'append,busy-book'], {}, elsewhere)
      .ended;
    const { rows: results } = JSON.parse(said) as { rows: unknown[] };
    expect(results).toEqual([
      {
        name: 'append',
        title: expect.any(String),
        failed: `npm ci in ${elsewhere}/test/benchmark/competitors ended with 1.`,
      },
      expect.objectContaining({ name: 'busy-book', lines: [expect.objectContaining({ unit: '/s' })] }),
    ]);
    expect(status).toBe(1);
    rmSync(elsewhere, { recursive: true });
  }, 120_000);
});

/** Another checkout, built, whose package of competitors npm cannot install, for want of a lock file. */
function checkoutWithoutCompetitors(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'semina-no-competitors-')));
  cpSync('dist', join(folder, 'dist'), { recursive: true });
  copyFileSync('package.json', join(folder, 'package.json'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const competitors = join(folder, 'test/benchmark/competitors');
  mkdirSync(competitors, { recursive: true });
  writeFileSync(join(competitors, 'package.json'), '{}');
  return folder;
}

/** The benchmark as somebody runs it. */
function run(
  args: readonly string[],
  env: { readonly [name: string]: string } = {},
  checkout: string = resolve('.'),
) {
  const main = join(checkout, 'dist/test/benchmark/main.js');
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, told] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const ended = once(child, 'close').then(([status]) => ({ status: status as number, said, told }));
  return { child, ended };
}

/** Whether any process has these words in its environment, as far as the system tells (Linux). */
function workingIn(words: string): boolean {
  return readdirSync('/proc').some((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(words);
    } catch {
      return false;
    }
  });
}
