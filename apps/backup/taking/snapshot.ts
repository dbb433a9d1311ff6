import { createHash } from 'node:crypto';
import pg from 'pg';
import { untilInterrupted } from '../interruption.js';
import { BackupRefused } from '../refusal.js';
import { TEXT_FORMAT } from '../tables.js';

const lockNumber = createHash('sha256').update('semina backup').digest().readBigInt64BE(0);

/**
 * Does the work on the database as it is at one instant, whatever is written meanwhile; nobody waits for it. Rejects with
 * `backup_under_way` where another backup is being made.
 */
export async function inSnapshot<Answer>(
  url: string,
  work: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, application_name: 'semina backup' });
  // What is under way then is told by its query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      lockNumber,
    ]);
    if (rows[0]?.locked !== true) {
      throw new BackupRefused('backup_under_way', 'Another backup of this database is being made.');
    }
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${TEXT_FORMAT}`);
    return await untilInterrupted(client, () => work(client));
  } finally {
    await client.end().catch(() => undefined);
  }
}
