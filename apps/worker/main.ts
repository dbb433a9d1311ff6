import { once } from 'node:events';
import { pino } from 'pino';
import { LogKeysInvalid, WitnessesInvalid } from '#notary';
import { startProjections } from '#projections';
import { hostNotary, notarySettings } from '#infra/notary/host-notary.js';
import { open } from './opened.js';
import { isOn, SettingInvalid } from './settings.js';

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
  const opened = await open(process.env);
  try {
    const surroundings = { url: opened.url, store: opened.store, logger };
    const notary = work.notary ? await hostNotary(notarySettings(process.env), surroundings) : undefined;
    const projections = work.projections ? startProjections(surroundings) : undefined;
    logger.info(work, 'the worker runs');
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
    logger.info('the worker stops after what it is writing');
    await Promise.all([projections?.stop(), notary?.stop()]);
  } finally {
    await opened.close();
  }
  logger.info('the worker has stopped');
}
