import pg from 'pg';
import type { EventStore } from '#event-store';
import { type EventStorePlace, openEventStore } from '#infra/hosting/open-event-store.js';
import { openDatabase } from '#infra/postgres/database.js';
import { migrate } from '#infra/postgres/migrations.js';
import { eventStoreIn } from './settings.js';

/** The database and the events that a program of this folder works on. */
export interface Opened {
  readonly url: string;
  readonly store: EventStore;
  close(): Promise<void>;
}

const CONNECTIONS_MAX = 4;

/**
 * Opens what the environment names: the server of DATABASE_URL, or the embedded one of SEMINA_HOME (`.semina` unless
 * told), and the EventStoreDB of EVENT_STORE where the events are there. Brings the database to the shape that this version
 * needs. Rejects with SettingInvalid.
 */
export async function open(
  environment: NodeJS.ProcessEnv,
  kinds: EventStorePlace['kinds'] = undefined,
): Promise<Opened> {
  const connectionString = eventStoreIn(environment);
  const home = environment['SEMINA_HOME'] ?? '.semina';
  const database = await openDatabase({ home, url: environment['DATABASE_URL'] });
  try {
    await migrate(database.url);
  } catch (error) {
    await database.close();
    throw error;
  }
  const pool = new pg.Pool({
    connectionString: database.url,
    application_name: 'semina worker',
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: 5_000,
  });
  // A connection that breaks while it is idle is replaced when the next one is needed.
  pool.on('error', () => {});
  const store = openEventStore({ connectionString, pool, ...(kinds && { kinds }) });
  return {
    url: database.url,
    store,
    async close() {
      await store.close();
      if (!pool.ended) await pool.end();
      await database.close();
    },
  };
}
