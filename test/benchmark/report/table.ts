import Table from 'cli-table3';
import { type Machine } from '../machine.js';
import { type Goal, type Line, type Spread } from '../row.js';
import { type RowResult } from '../run.js';
import { microsecondsEach } from './each.js';
import { isReached } from './goal.js';
import { type RunReport } from './json.js';

const HEAD = [
  'work',
  'against',
  'ours',
  'theirs',
  'ratio',
  'goal',
  'p50 ms',
  'p99 ms',
  'node',
  'pg',
  'µs each',
  'MiB',
  'load',
];

/** Before the table: what the figures depend on. */
export function headOf({ processor, cores, memoryGb, system, versions, disk, loadBefore }: Machine): string {
  const { semina, node, postgres } = versions;
  const page = ({ p50Ms, p99Ms }: { p50Ms: number; p99Ms: number }): string =>
    `${number(p50Ms)} ms (p99 ${number(p99Ms)})`;
  return [
    `${cores} cores of ${processor}, ${memoryGb} GiB, ${system}; load average ${loadBefore.toFixed(2)} before the run`,
    `Semina ${semina}, Node ${node}, PostgreSQL ${postgres} with fsync on`,
    `8 KiB to disk: open_datasync ${page(disk.openDatasync)}, fdatasync ${page(disk.fdatasync)}`,
  ].join('\n');
}

/** A line of the table for each line of each row, and what the columns mean. */
export function asTable({ results, loadAfter }: RunReport): string {
  const table = new Table({ head: HEAD, style: { head: [], border: [], compact: true } });
  for (const result of results) {
    table.push([{ colSpan: HEAD.length, content: `${result.name}: ${result.title}` }]);
    for (const line of linesOf(result)) table.push(line);
  }
  return [
    table.toString(),
    'Medians over rounds in which ours and theirs took turns, [least–most]. ✓ goal reached, ✗ not.',
    'p50, p99: one operation of ours, all rounds together. node, pg: cores busy meanwhile. µs each: processor time of an operation, ours / theirs.',
    'MiB: resident memory, at its highest so far, of the process that runs our code (and the competitors, where they are libraries).',
    `Load average ${loadAfter.toFixed(2)} after the run.`,
  ].join('\n');
}

type Cell = string | { colSpan: number; content: string };

function linesOf(result: RowResult): Cell[][] {
  return 'failed' in result
    ? [[{ colSpan: HEAD.length, content: `not measured: ${result.failed}` }]]
    : result.lines.map(cellsOf);
}

function cellsOf(line: Line): string[] {
  const { what, competitor, unit, ours, theirs, ratio, p50Ms, p99Ms, cpu, memoryMb, load } = line;
  return [
    what,
    competitor ?? '–',
    `${number(ours.median)} ${unit}`,
    theirs ? number(theirs.median) : '–',
    ratio ? spread(ratio) : '–',
    goalOf(line),
    number(p50Ms),
    number(p99Ms),
    number(cpu.node),
    number(cpu.postgres),
    eachOf(line),
    Math.round(memoryMb).toString(),
    load,
  ];
}

function goalOf(line: Line): string {
  if (line.goal === null) return '–';
  return `${isReached(line) ? '✓' : '✗'} ${boundOf(line.goal)}`;
}

function boundOf({ of, bound, value }: Goal): string {
  return `${of === 'p99Ms' ? 'p99 ' : ''}${bound === 'at least' ? '≥' : '≤'} ${value}`;
}

function eachOf(line: Line): string {
  const each = microsecondsEach(line);
  return each === null ? '–' : `${number(each.ours)} / ${number(each.theirs)}`;
}

const spread = ({ median, min, max }: Spread): string => `${number(median)} [${number(min)}–${number(max)}]`;

/** Three significant digits; whole numbers from 100. */
function number(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  return Math.abs(value) >= 100 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString();
}
