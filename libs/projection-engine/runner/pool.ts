import pg from 'pg';

/** A transaction that takes longer than this has lost its server. */
const ANSWER_TIMEOUT_MS = 120_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Rows are always found by their keys, and a plan that was made while tables were small is kept: so none may be one that
 * reads whole tables.
 */
const PLANS = 'SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off';

/**
 * Connections for writing rows, on which statements are sent without waiting for the answers to those before. One that breaks is replaced
 * when it is needed next; whoever uses it is told by the query that fails. `onIdleError` hears of those that break while nobody
 * uses them.
 */
export function openPool(url: string, connectionsMax: number, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ ...settings(url, connectionsMax), pipeline: true } as pg.PoolConfig);
  watch(pool, onIdleError);
  pool.on('connect', (client) => void client.query(PLANS).catch(() => {}));
  return pool;
}

/** Connections for COPY and for what is done to whole tables: one statement at a time. */
export function openBulkPool(url: string, connectionsMax: number): pg.Pool {
  const pool = new pg.Pool({ ...settings(url, connectionsMax), query_timeout: 0 });
  watch(pool, () => {});
  return pool;
}

const settings = (url: string, connectionsMax: number): pg.PoolConfig => ({
  connectionString: url,
  application_name: 'semina projections',
  max: connectionsMax,
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  query_timeout: ANSWER_TIMEOUT_MS,
  keepAlive: true,
});

function watch(pool: pg.Pool, onIdleError: (error: Error) => void): void {
  pool.on('error', onIdleError);
  // The pool stops listening when it hands a connection out, and whoever waits for it is not listening yet: an error that
  // comes with the answer before would be heard by nobody and end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
}
