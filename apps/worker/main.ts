import { once } from 'node:events';
import { pino } from 'pino';
import { startProjections } from '#projections';
import { open } from './opened.js';

/**
 * Runs the projections as a process of its own until SIGTERM or Ctrl-C; what is being written is finished first. A second
 * signal ends the process at once, which loses nothing either: what was not committed is applied by the next to run.
 */
const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'info' });
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

const opened = await open(process.env);
const projections = startProjections({ url: opened.url, store: opened.store, logger });
logger.info('the projections run');

if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
logger.info('the projections stop after what they are writing');
await projections.stop();
await opened.close();
logger.info('the projections have stopped');
