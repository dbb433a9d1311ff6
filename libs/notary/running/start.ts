import pg from 'pg';
import { again } from './again.js';
import { leadOnce } from './leadership.js';
import { type NotaryOptions, pacesUnlessTold } from './options.js';
import { report } from './report.js';
import { runNotary } from './run-notary.js';

export interface RunningNotary {
  /** Ends after what is being written; resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** A transaction that takes longer than this has lost its server. */
const ANSWER_TIMEOUT_MS = 60_000;

/**
 * Runs the notary in this process, while no other process does. Returns at once and never gives up: whatever fails is told to the
 * logger and tried again.
 */
export function startNotary(options: NotaryOptions): RunningNotary {
  const { url, logger } = options;
  const paces = { ...pacesUnlessTold, ...options.paces };
  const stopping = new AbortController();
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'semina notary',
    max: 4,
    connectionTimeoutMillis: 10_000,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'an idle connection was lost'));
  // A connection that is handed out is listened to by nobody yet: its error is told by the query, and must not end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const run = { ...options, paces, pool };
  const lead = (): Promise<void> =>
    leadOnce({ url, takeOverMs: paces.takeOverMs, stop: stopping.signal }, (signal) =>
      runNotary(run, signal),
    );
  const ended = again(lead, paces.retryMs, stopping.signal, (error) => report(error, run));
  return {
    async stop() {
      stopping.abort();
      await ended;
      if (!pool.ended) await pool.end();
    },
  };
}
