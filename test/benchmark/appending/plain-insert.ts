import pg from 'pg';
import { POOL_SIZE, type Writer } from './writer.js';

/**
 * One INSERT, one transaction, for each event, into a table like the one of events: what somebody would write who needs no order of
 * positions. The database has the migrations.
 */
export async function openPlainInsert(url: string): Promise<Writer> {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, idleTimeoutMillis: 0 });
  await pool.query(`
    CREATE SEQUENCE plain_position;
    CREATE TABLE plain (LIKE event_store.events INCLUDING ALL);
    ALTER TABLE plain ALTER position SET DEFAULT nextval('plain_position')`);
  return {
    append: async ({ stream, event: { id, type, schemaVersion, data, metadata } }) => {
      await pool.query({
        name: 'plain_insert',
        text: `INSERT INTO plain (recorded_at, id, revision, schema_version, stream, type, data, metadata)
               VALUES (now(), $1, 0, $2, $3, $4, $5, $6)`,
        values: [id, schemaVersion, stream, type, JSON.stringify(data), JSON.stringify(metadata)],
      });
    },
    close: () => pool.end(),
  };
}
