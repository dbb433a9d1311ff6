import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { competitorFolder } from '../competitors.js';
import { POOL_SIZE, type Writer } from './writer.js';

/**
 * Its own SQL in the order of its install.sh, which wants psql. Left out are its roles, and the extension pgcrypto, which the
 * embedded server does not bring: what it is for there, gen_random_uuid(), has been PostgreSQL's own since version 13.
 */
const FILES = [
  'schema/message-store',
  'tables/messages',
  'types/message',
  ...[
    'message-store-version',
    'hash-64',
    'acquire-lock',
    'category',
    'is-category',
    'id',
    'cardinal-id',
    'stream-version',
    'write-message',
  ].map((name) => `functions/${name}`),
  'indexes/messages-id',
  'indexes/messages-stream',
  'indexes/messages-category',
];

/** write_message with the version that it writes where a stream has to be new. */
const WRITE = {
  name: 'write_message',
  text: 'SELECT message_store.write_message($1, $2, $3, $4, $5, -1)',
};

/** Its function for writing, called as a prepared statement through a pool. */
export async function openMessageDb(url: string): Promise<Writer> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    idleTimeoutMillis: 0,
    options: '-c search_path=message_store,public -c client_min_messages=warning',
  });
  const folder = join(competitorFolder('@eventide/message-db'), 'database');
  for (const file of FILES) await pool.query(await readFile(join(folder, `${file}.sql`), 'utf8'));
  return {
    append: async ({ stream, event: { id, type, data, metadata } }) => {
      const values = [id, stream, type, JSON.stringify(data), JSON.stringify(metadata)];
      await pool.query({ ...WRITE, values });
    },
    close: () => pool.end(),
  };
}
