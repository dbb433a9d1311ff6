import pg from 'pg';

/** A transaction that takes longer than this has lost its server. */
const ANSWER_TIMEOUT_MS = 120_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Connections for writing rows. One that breaks is replaced when it is needed next; whoever uses it is told by the query
 * that fails. `onIdleError` hears of those that break while nobody uses them.
 */
export function openPool(url: string, connectionsMax: number, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'semina projections',
    max: connectionsMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
  });
  pool.on('error', onIdleError);
  // The pool stops listening when it hands a connection out, and whoever waits for it is not listening yet: an error that
  // comes with the answer before would be heard by nobody and end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
