import { loadavg } from 'node:os';
import { Command, Option } from 'commander';
import { endUnheard } from '#infra/process/end-unheard.js';
import { machineOf } from './machine.js';
import { installCompetitors } from './competitors.js';
import { asJson } from './report/json.js';
import { asTable, headOf } from './report/table.js';
import { rows } from './rows.js';
import { type RowResult, Run } from './run.js';
import { startRunServer } from './server.js';

const WRONG_USE = 2;
const names = rows.map(({ name }) => name);

const options = new Command('bench')
  .description('How fast, in ratios measured in one run, on a server of its own that waits for the disk.')
  .option('--long', 'more rounds, more events, and the rows that need long')
  .option('--only <rows>', `only these, separated by commas: ${names.join(', ')}`, (list) => list.split(','))
  .addOption(
    new Option(
      '--tiny',
      'the least that can be run: shows that everything works, the figures mean nothing',
    ).conflicts('long'),
  )
  .option('--json', 'print one JSON document')
  .exitOverride(endUnheard)
  .parse()
  .opts<{ long?: true; only?: string[]; tiny?: true; json?: true }>();

const unknown = options.only?.find((name) => !names.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no row ${unknown}; there are ${names.join(', ')}.\n`);
  process.exit(WRONG_USE);
}
const chosen = rows.filter(
  ({ name, longOnly }) => options.only?.includes(name) ?? (!longOnly || options.long),
);

const whyNoCompetitors = chosen.some(({ competitors }) => competitors) ? installCompetitors() : undefined;
const opening = startRunServer();
let run: Run | undefined;
let leaving: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void leave().finally(() => process.exit(1)));
try {
  const server = await opening;
  run = new Run(server, options.tiny ? 'tiny' : options.long ? 'long' : 'short');
  const machine = machineOf(server);
  if (!options.json) process.stdout.write(`${headOf(machine)}\n`);
  const results: RowResult[] = [];
  for (const row of chosen) {
    const { name, title, competitors } = row;
    process.stderr.write(`${name}: ${title}\n`);
    const result =
      competitors && whyNoCompetitors ? { name, title, failed: whyNoCompetitors } : await run.measure(row);
    if (run.stopped) {
      await leave();
      process.exit(1);
    }
    results.push(result);
    if ('failed' in result) process.stderr.write(`  not measured: ${result.failed}\n`);
  }
  const report = { machine, loadAfter: loadavg()[0] ?? 0, results };
  process.stdout.write(options.json ? `${asJson(report)}\n` : `${asTable(report)}\n`);
  if (results.some((result) => 'failed' in result)) process.exitCode = 1;
} finally {
  await leave();
}

/** Once, also when a signal comes while the work is under way. */
function leave(): Promise<void> {
  leaving ??= (async () => {
    run?.stop();
    await (await opening).close();
  })();
  return leaving;
}
