import { once } from 'node:events';
import { Command } from 'commander';
import { pino } from 'pino';
import { LogKeysInvalid, WitnessesInvalid } from '#notary';
import type { RunningProjections } from '#projection-engine';
import { startReadModels } from '#read-models';
import { endUnheard } from '#infra/command-line/end-unheard.js';
import { growSlowly } from '#infra/memory/grow-slowly.js';
import { hostNotary, notarySettings } from '#infra/notary/host-notary.js';
import { type HealthPage, serveHealth } from './health.js';
import { type Opened, open } from './opened.js';
import { healthAddress, isOn, SettingInvalid } from './settings.js';

const STATUS_CONFIGURATION = 2;
const STATUS_FAILED = 1;

/**
 * Runs the projections and the notary as a process of its own until SIGTERM or Ctrl-C; what is being written is finished
 * first. A second signal ends the process at once, which loses nothing either: what was not committed is done by the next
 * to run.
 */
const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'info' });
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

new Command('worker')
  .description(
    'Keep the read models and the log until Ctrl-C. Its settings are variables of the environment; README.md names them.',
  )
  .allowExcessArguments(false)
  .exitOverride(endUnheard)
  .parse();

growSlowly();
try {
  await run();
} catch (error) {
  const isMeantOtherwise = [LogKeysInvalid, WitnessesInvalid, SettingInvalid].some(
    (kind) => error instanceof kind,
  );
  if (isMeantOtherwise) process.stderr.write(`${(error as Error).message}\n`);
  else logger.fatal({ err: error }, 'the worker cannot run');
  process.exitCode = isMeantOtherwise ? STATUS_CONFIGURATION : STATUS_FAILED;
}

async function run(): Promise<void> {
  const work = { projections: isOn('PROJECTIONS', process.env), notary: isOn('NOTARY', process.env) };
  const address = healthAddress(process.env);
  const opened = await open(process.env);
  let projections: RunningProjections | undefined;
  let health: HealthPage | undefined;
  try {
    // First, as the address may be taken; whoever asks before the work has begun finds nothing that stands still.
    health = address && (await serveHealth(address, () => standStill(opened, projections)));
    const surroundings = { url: opened.url, store: opened.store, logger };
    const notary = work.notary ? await hostNotary(notarySettings(process.env), surroundings) : undefined;
    projections = work.projections ? startReadModels(surroundings) : undefined;
    logger.info({ ...work, ...(health && { health: health.url }) }, 'the worker runs');
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
    logger.info('the worker stops after what it is writing');
    await Promise.all([projections?.stop(), notary?.stop()]);
  } finally {
    await health?.close();
    await opened.close();
  }
  logger.info('the worker has stopped');
}

async function standStill(
  { store }: Opened,
  projections: RunningProjections | undefined,
): Promise<readonly string[]> {
  await store.head();
  const statuses = (await projections?.status()) ?? [];
  return statuses.filter(({ failure }) => failure !== null).map(({ name }) => name);
}
