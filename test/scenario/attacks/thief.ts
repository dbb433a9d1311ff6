import pg from 'pg';
import { startBuiltServer, type BuiltServer } from '../../http/built-server.js';
import { createTestDatabase } from '../../postgres/database.js';
import type { Territory } from './territory.js';

/** A server of somebody who has stolen the log's key and the events of a dump, and has changed the tenth. */
export async function thiefWith(
  territory: Territory,
  dumped: string,
): Promise<{ readonly server: BuiltServer; leave(): Promise<void> }> {
  const database = await createTestDatabase();
  const { rows } = await territory.pool.query<{ event: string }>(
    `SELECT to_json(events)::text AS event FROM ${dumped}.events ORDER BY position`,
  );
  const events = rows.map(({ event }, place) =>
    place === 9 ? event.replace(/"amount":\d+/, '"amount":1') : event,
  );
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  await pool.query(
    'INSERT INTO event_store.events SELECT * FROM json_populate_recordset(NULL::event_store.events, $1)',
    [`[${events.join(',')}]`],
  );
  await pool.end();
  const server = await startBuiltServer({
    databaseUrl: database.url,
    env: { LOG_KEY: territory.stolenKey, WITNESSES: territory.witnessAddresses, PROJECTIONS: 'off' },
  });
  return {
    server,
    leave: async () => {
      await server.stop();
      await database.drop();
    },
  };
}
