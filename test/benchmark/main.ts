import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import Table from 'cli-table3';
import { runningPostmaster } from '#infra/postgres/embedded/postmaster.js';
import { openEmbeddedServer } from '#infra/postgres/embedded/server.js';
import { migrate } from '#infra/postgres/migrations.js';
import { measureAppends, type Round, WRITERS } from './append.js';
import { diskLatencyMs, median, type Measured } from './append-measure.js';
import { STATEMENT_ROWS } from './append-raw.js';

/** Half of what raw inserts reach. */
const RATIO_GOAL = 0.5;

const options = new Command('bench')
  .description(
    'Single-event appends against raw inserts of the same rows, on a server of its own that waits for the disk.',
  )
  .option('--rounds <count>', 'measured rounds, after one to warm up', Number, 7)
  .option('--rows <count>', 'rows a round and kind', Number, 16_384)
  .option('--json', 'print one JSON document')
  .parse()
  .opts<{ rounds: number; rows: number; json?: true }>();

const home = join(tmpdir(), `semina-bench-${randomUUID()}`);
let leaving: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void leave().then(() => process.exit(1)));
const opening = openEmbeddedServer(home);
try {
  const server = await opening;
  await migrate(server.url);
  const data = join(place(), 'data');
  const diskMs = diskLatencyMs(data);
  report(await measureAppends(server.url, runningPostmaster(data)?.pid ?? 0, options), diskMs);
} finally {
  await leave();
}

function place(): string {
  return realpathSync(join(home, 'postgres'));
}

/** Once, also when a signal comes while the work is under way. */
function leave(): Promise<void> {
  leaving ??= (async () => {
    const server = await opening;
    await server.close();
    await rm(place(), { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  })();
  return leaving;
}

function report(rounds: readonly Round[], diskMs: number): void {
  const kinds = {
    appends: middle(rounds.map(({ appends }) => appends)),
    values: middle(rounds.map(({ values }) => values)),
    arrays: middle(rounds.map(({ arrays }) => arrays)),
  };
  const ratio = median(rounds.map(({ appends, values }) => appends.rowsPerSecond / values.rowsPerSecond));
  const ratioToArrays = median(
    rounds.map(({ appends, arrays }) => appends.rowsPerSecond / arrays.rowsPerSecond),
  );
  const ratios = { ratio, ratioToArrays, ratioGoal: RATIO_GOAL };
  if (options.json) {
    const machine = { cores: cpus().length, processor: cpus()[0]?.model, node: process.version, diskMs };
    process.stdout.write(`${JSON.stringify({ ...options, machine, ...kinds, ...ratios })}\n`);
    return;
  }
  const table = new Table({
    head: ['', 'rows/s', 'p50 ms', 'p99 ms', 'node cores', 'postgres cores'],
    style: { head: [], border: [] },
  });
  table.push(
    [`${WRITERS} writers, an event each`, ...cells(kinds.appends)],
    [`raw INSERT, ${STATEMENT_ROWS} rows`, ...cells(kinds.values)],
    [`raw INSERT from arrays, ${STATEMENT_ROWS} rows`, ...cells(kinds.arrays)],
  );
  process.stdout.write(
    `${table.toString()}\n` +
      `Medians of ${rounds.length} rounds of ${options.rows} rows. One page to disk: ${diskMs.toFixed(3)} ms. ${cpus().length} cores.\n` +
      `Appends reach ${ratio.toFixed(2)} of raw inserts (goal ${RATIO_GOAL}), ${ratioToArrays.toFixed(2)} of raw inserts from arrays.\n`,
  );
}

function middle(rounds: readonly Measured[]): Measured {
  const of = (pick: (measured: Measured) => number | null): number =>
    median(rounds.map((round) => pick(round) ?? 0));
  return {
    rowsPerSecond: of(({ rowsPerSecond }) => rowsPerSecond),
    nodeCpu: of(({ nodeCpu }) => nodeCpu),
    postgresCpu: rounds[0]?.postgresCpu === null ? null : of(({ postgresCpu }) => postgresCpu),
    p50Ms: of(({ p50Ms }) => p50Ms),
    p99Ms: of(({ p99Ms }) => p99Ms),
  };
}

function cells({ rowsPerSecond, p50Ms, p99Ms, nodeCpu, postgresCpu }: Measured): string[] {
  const cores = (thousandths: number | null): string =>
    thousandths === null ? '–' : (thousandths / 1_000).toFixed(2);
  return [
    Math.round(rowsPerSecond).toString(),
    p50Ms.toFixed(2),
    p99Ms.toFixed(2),
    cores(nodeCpu),
    cores(postgresCpu),
  ];
}
