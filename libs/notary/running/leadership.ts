import { createHash } from 'node:crypto';
import pg from 'pg';
import { pause } from './again.js';

export interface Leadership {
  readonly url: string;
  /** How often to ask whether the process that leads is gone, and, while leading, whether the database still answers. */
  readonly takeOverMs: number;
  readonly stop: AbortSignal;
}

/** An advisory lock: 64 bits of a hash, so that it meets no other lock of the database by chance. */
const lockNumber = createHash('sha256').update('semina notary').digest().readBigInt64BE(0);

/** How long the database may stay silent before the lock counts as lost. */
const ANSWER_TIMEOUT_MS = 5_000;

/** The server is to look after the connection too, so that it frees the lock of a machine that fell silent. */
const LOOK_AFTER = `SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2;
  SET idle_session_timeout = 0`;

/**
 * Waits until no other process leads, and runs the work, once. Its signal aborts at `stop`, and where the lock may be lost; what is
 * under way then must do no harm beside another process. Resolves when the work has; rejects where the database is away.
 */
export async function leadOnce(
  { url, takeOverMs, stop }: Leadership,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'semina notary, leading',
    connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
  });
  const over = new AbortController();
  const end = (): void => over.abort();
  client.on('error', end);
  client.on('end', end);
  const signal = AbortSignal.any([stop, over.signal]);
  let leading: Promise<void> | undefined;
  try {
    await client.connect();
    await client.query(LOOK_AFTER);
    while (!signal.aborted) {
      if (leading === undefined && (await takeLock(client))) leading = work(signal).finally(end);
      // It is awaited below; until then nobody else looks whether it failed.
      leading?.catch(() => {});
      await pause(takeOverMs, signal);
      if (!signal.aborted) await client.query('SELECT');
    }
  } finally {
    end();
    await leading?.catch(() => {});
    await client.end().catch(() => {});
  }
  await leading;
}

async function takeLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
    lockNumber,
  ]);
  return rows[0]?.locked === true;
}
