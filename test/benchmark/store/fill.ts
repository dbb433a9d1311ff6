import { createHash } from 'node:crypto';
import type pg from 'pg';

/** Events of each stream. The streams take turns, so that the events of one lie far from each other. */
export const STREAM_EVENTS = 100;

/** The stream of this number, from 0, in a store that was filled; as INSERT below names it. */
export function streamName(number: number): string {
  const hash = createHash('md5').update(`stream ${number}`).digest('hex');
  return `coproduction-${hash.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

/**
 * Writes so many pledges, in streams of 100, straight into an empty store, faster than any writer could: without its indexes, which
 * are made anew afterwards as they were. A multiple of 100.
 */
export async function fill(pool: pg.Pool, events: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`SET maintenance_work_mem = '1GB'`);
    await client.query('BEGIN');
    const restore = await dropIndexes(client);
    await client.query(INSERT, [events, events / STREAM_EVENTS]);
    for (const statement of restore) await client.query(statement);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE event_store.events');
  } finally {
    client.release(true);
  }
}

/** Answers with the statements that make them again. */
async function dropIndexes(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; restore: string }>(`
    SELECT format('ALTER TABLE event_store.events DROP CONSTRAINT %I', conname) AS drop,
           format('ALTER TABLE event_store.events ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) AS restore
    FROM pg_constraint WHERE conrelid = 'event_store.events'::regclass AND contype IN ('p', 'u')
    UNION ALL
    SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index
    WHERE indrelid = 'event_store.events'::regclass
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`);
  for (const { drop } of rows) await client.query(drop);
  return rows.map(({ restore }) => restore);
}

const INSERT = `
  INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
  SELECT n, now(), gen_random_uuid(), (n - 1) / $2::integer, 1,
    'coproduction-' || md5('stream ' || ((n - 1) % $2::integer)::text)::uuid, 'PledgeMade',
    ('{"amount":' || n || ',"by":"' || gen_random_uuid() || '","instrument":"advance","pledgeId":"' || gen_random_uuid()
      || '","pledgedOn":"2019-10-01","reference":"P' || n || '","through":"' || gen_random_uuid() || '"}')::json,
    ('{"actor":"' || gen_random_uuid() || '","cause":"' || gen_random_uuid() || '","commandId":"' || gen_random_uuid()
      || '","inputHash":"' || encode(sha256(n::text::bytea), 'hex') || '"}')::json
  FROM generate_series(1, $1::integer) AS n`;
