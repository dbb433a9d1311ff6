import type pg from 'pg';
import { canonicalJson, type JsonObject } from '#event-store';
import { coProductionStream } from '#financing';
import { oneCoProduction } from './village.js';

/** So many co-productions run at a time, as when a consortium begins as many a year. */
export const AT_A_TIME = 50;

/**
 * Writes at least this many events straight into the store's table: the life of one co-production over and over, each time with ids of
 * its own, fifty books at a time with their events in turns. Answers how many there are.
 */
export async function writeManyBooks(pool: pg.Pool, atLeast: number): Promise<number> {
  const life = oneCoProduction();
  const books = Math.ceil(atLeast / life.length);
  await pool.query(
    `INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
     SELECT (SELECT coalesce(max(position), 0) FROM event_store.events)
              + row_number() OVER (ORDER BY book / $5, revision, book),
            now(), gen_random_uuid(), revision, schema_version, 'coproduction-' || book_id, type,
            regexp_replace(data, '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{12}',
                           '\\1' || right(book_id::text, 12), 'g')::json,
            ('{"actor":"' || book_id || '","cause":"' || gen_random_uuid() || '","commandId":"' || gen_random_uuid()
              || '","inputHash":"' || encode(sha256(book_id::text::bytea), 'hex') || '"}')::json
       FROM (SELECT book, gen_random_uuid() AS book_id FROM generate_series(0, $4 - 1) AS book) AS books,
            unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY AS event (type, schema_version, data, place),
            LATERAL (SELECT place::integer - 1 AS revision) AS placed`,
    [
      life.map(({ type }) => type),
      life.map(({ type }) => coProductionStream.schemaVersion(type)),
      life.map(({ data }) => canonicalJson(data as unknown as JsonObject)),
      books,
      AT_A_TIME,
    ],
  );
  await pool.query('VACUUM ANALYZE event_store.events');
  return books * life.length;
}
