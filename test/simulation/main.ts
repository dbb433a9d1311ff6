import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { endUnheard } from '#infra/process/end-unheard.js';
import { checks, findingsOf } from './checks/all.js';
import type { Evidence } from './checks/evidence.js';
import { type Store, stores } from './plan/step.js';
import { toldFault } from './plan/told.js';
import { readEvidence } from './run/files.js';
import { run } from './run/run.js';
import { figuresOf } from './run/figures.js';

/** What a shell takes for "ended by a signal". */
const STATUS_INTERRUPTED = 130;

const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
};

const options = new Command('simulation')
  .exitOverride(endUnheard)
  .description(
    'A small network in real processes that are killed, cut off and confused while people use it; then everything is checked.',
  )
  .option('--seed <number>', 'what happens', whole, 1)
  .option('--steps <count>', 'so many steps after the opening; fewer are the beginning of more', whole, 200)
  .addOption(new Option('--store <name>', 'where events are kept').choices(stores).default(stores[0]))
  .option('--minutes <count>', 'goes on with the next seeds until so much time has passed', Number)
  .option('--folder <path>', 'where plan, history and events are kept; otherwise only those of a failure are')
  .option('--check <folder>', 'only check again what a run has kept there')
  .option('--quiet', 'nothing but the result')
  .parse()
  .opts<{
    seed: number;
    store: Store;
    steps: number;
    minutes?: number;
    folder?: string;
    check?: string;
    quiet?: true;
  }>();

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

let failed = 0;
try {
  if (options.check !== undefined) failed += judged(readEvidence(options.check), options.check);
  else await runSeeds();
} catch (error) {
  if (interrupted.signal.aborted) process.exit(STATUS_INTERRUPTED);
  process.stdout.write(`FINDING the run came to its end: ${(error as Error).stack}\n`);
  failed += 1;
}
process.exit(failed > 0 ? 1 : 0);

async function runSeeds(): Promise<void> {
  const end = Date.now() + (options.minutes ?? 0) * 60_000;
  for (let { seed } = options; ; seed += 1) {
    failed += await runSeed(seed);
    if (Date.now() >= end) return;
  }
}

async function runSeed(seed: number): Promise<number> {
  const folder = mkdtempSync(join(placeOfRuns(), `semina-simulation-${seed}-`));
  const evidence = await run({
    seed,
    steps: options.steps,
    store: options.store,
    folder,
    signal: interrupted.signal,
    onStep: ({ number, commands, fault }) => {
      if (options.quiet) return;
      const broken = fault === undefined ? '' : `; ${toldFault(fault)}`;
      process.stdout.write(`${seed}: step ${number}, commands: ${commands.length}${broken}\n`);
    },
  });
  const findings = judged(evidence, folder);
  if (findings === 0 && options.folder === undefined) rmSync(folder, { recursive: true });
  return findings;
}

function placeOfRuns(): string {
  if (options.folder !== undefined) mkdirSync(options.folder, { recursive: true });
  return options.folder ?? tmpdir();
}

/** Tells what a run came to; answers with how many findings there are. */
function judged(evidence: Evidence, folder: string): number {
  let findings = 0;
  for (const [sentence, check] of Object.entries(checks)) {
    const wrong = findingsOf(check, evidence);
    findings += wrong.length;
    for (const finding of wrong) process.stdout.write(`FINDING ${sentence}: ${finding}\n`);
  }
  process.stdout.write(`${figuresOf(evidence)}; findings: ${findings}.\n`);
  if (findings > 0) {
    const { seed, store } = evidence.plan;
    process.stdout.write(
      `Everything about it is in ${folder}. Again: npm run simulation -- --seed ${seed} --steps ${options.steps} --store ${store}\n`,
    );
  }
  return findings;
}
