import { once } from 'node:events';
import { pino } from 'pino';
import { startProjections } from '#projections';
import { hostNotary, notarySettings } from '#infra/notary/host-notary.js';
import { open } from './opened.js';

/**
 * Runs the projections and the notary as a process of its own until SIGTERM or Ctrl-C; what is being written is finished
 * first. A second signal ends the process at once, which loses nothing either: what was not committed is applied by the
 * next to run.
 */
const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'info' });
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

/** `off` leaves the work to another process; anything but `on` and `off` is a mistake. */
function isOn(variable: 'PROJECTIONS' | 'NOTARY'): boolean {
  const told = process.env[variable] || 'on';
  if (told !== 'on' && told !== 'off') throw new Error(`${variable} must be on or off, not "${told}".`);
  return told === 'on';
}

const [projecting, notarising] = [isOn('PROJECTIONS'), isOn('NOTARY')];
const opened = await open(process.env);
try {
  const surroundings = { url: opened.url, store: opened.store, logger };
  const notary = notarising ? await hostNotary(notarySettings(process.env), surroundings) : undefined;
  const projections = projecting ? startProjections(surroundings) : undefined;
  logger.info({ projections: projecting, notary: notarising }, 'the worker runs');

  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
  logger.info('the worker stops after what it is writing');
  await Promise.all([projections?.stop(), notary?.stop()]);
} finally {
  await opened.close();
}
logger.info('the worker has stopped');
