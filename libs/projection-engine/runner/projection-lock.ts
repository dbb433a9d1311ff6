import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Queries } from './projection.js';

/** What is done under a lock: one process at a time runs a projection, one at a time rebuilds it. */
export type Work = 'run' | 'rebuild';

/** The number of an advisory lock: 64 bits of a hash, so that it meets no other lock of the database by chance. */
const lockNumber = (work: Work, projection: string): bigint =>
  createHash('sha256').update(`semina projection ${work} ${projection}`).digest().readBigInt64BE(0);

/** Takes the lock for as long as the connection lives, or answers false where another connection has it. */
export async function tryLock(connection: Queries, work: Work, projection: string): Promise<boolean> {
  const { rows } = await connection.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
    lockNumber(work, projection),
  ]);
  return rows[0]?.locked === true;
}

/** Which of these projections some process is running now. */
export async function lockedProjections(
  connection: Queries,
  work: Work,
  projections: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await connection.query<{ number: string }>(
    `SELECT (classid::bigint << 32 | objid::bigint)::text AS number
       FROM pg_locks
      WHERE locktype = 'advisory' AND objsubid = 1 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  const held = new Set(rows.map(({ number }) => number));
  return new Set(projections.filter((name) => held.has(String(lockNumber(work, name)))));
}

/** How long a connection may stay silent before it counts as lost. */
const ANSWER_TIMEOUT_MS = 5_000;

const LOOK_AFTER = [
  'SET tcp_keepalives_idle = 5',
  'SET tcp_keepalives_interval = 5',
  'SET tcp_keepalives_count = 2',
  'SET idle_session_timeout = 0',
].join('; ');

/** A connection of its own for locks. `lost` aborts when it is gone, and every lock with it. */
export interface LockConnection extends Queries {
  readonly lost: AbortSignal;
  close(): Promise<void>;
}

/**
 * Connects for locks. The server is told to look after the connection as well, so that the locks of a machine that fell
 * silent are free again within about fifteen seconds. Rejects where the server cannot be reached in time.
 */
export async function connectForLocks(url: string): Promise<LockConnection> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'semina projections',
    connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
  });
  const lost = new AbortController();
  const lose = () => lost.abort(new Error('the connection that held the locks was lost'));
  client.on('error', lose);
  client.on('end', lose);
  const close = () => client.end().catch(() => {});
  try {
    await client.connect();
    await client.query(LOOK_AFTER);
  } catch (error) {
    await close();
    throw error;
  }
  return { lost: lost.signal, query: (sql, parameters) => client.query(sql, parameters), close };
}
