import { pino } from 'pino';
import { startProjections } from '#projections';
import { open } from './opened.js';

/** Runs the projections as a process of its own, until SIGTERM or Ctrl-C; what is being written is finished first. */
const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'info' });
const opened = await open(process.env);
const projections = startProjections({ url: opened.url, store: opened.store, logger });
logger.info('the projections run');

async function drain(signal: NodeJS.Signals): Promise<void> {
  logger.info({ signal }, 'the projections stop after what they are writing');
  await projections.stop();
  await opened.close();
  logger.info('the projections have stopped');
}

let draining: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    draining ??= drain(signal).catch((error: unknown) => {
      logger.error({ err: error }, 'the projections did not stop cleanly');
      process.exitCode = 1;
    });
  });
}
