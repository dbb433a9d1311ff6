import { once } from 'node:events';
import { Command } from 'commander';
import { pino } from 'pino';
import { LogKeysInvalid, WitnessesInvalid } from '#notary';
import { allProjections } from '#read-models/kept.js';
import { endUnheard } from '#infra/process/end-unheard.js';
import { growSlowly } from '#infra/process/grow-slowly.js';
import { notarySettings } from '#infra/hosting/host-notary.js';
import { type HealthPage, serveHealth } from './health.js';
import { open } from './opened.js';
import { healthAddress, isOn, SettingInvalid } from './settings.js';
import { type RunningWork, startWork } from './work.js';

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
  let running: RunningWork | undefined;
  let health: HealthPage | undefined;
  try {
    // First, as the address may be taken; whoever asks before the work has begun finds nothing that stands still.
    health = address && (await serveHealth(address, () => running?.standingStill() ?? Promise.resolve([])));
    running = await startWork({
      url: opened.url,
      store: opened.store,
      logger,
      projections: work.projections ? allProjections : [],
      notary: work.notary ? notarySettings(process.env) : undefined,
    });
    logger.info({ ...work, ...(health && { health: health.url }) }, 'the worker runs');
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
    logger.info('the worker stops after what it is writing');
    await running.stop();
  } finally {
    await health?.close();
    await opened.close();
  }
  logger.info('the worker has stopped');
}
