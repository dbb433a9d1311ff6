import pg from 'pg';
import { type EventStore } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { createTestDatabase } from '../postgres/database.js';
import { freshStream } from './events.js';
import { type Harness } from './harness.js';

export interface PostgresHarness extends Harness {
  readonly url: string;
}

export async function openPostgresHarness(): Promise<PostgresHarness> {
  const { url, drop } = await createTestDatabase();
  const doors = openDoors(url);
  return {
    url,
    stream: freshStream,
    open: doors.open,
    close: async () => {
      await doors.close();
      await drop();
    },
  };
}

/** Stores on this database, each with a pool of its own, as in so many processes. */
export function openDoors(
  url: string,
  settings: { statementTimeoutMs?: number } = {},
): { open(): EventStore; close(): Promise<void> } {
  const opened: { store: EventStore; pool: pg.Pool }[] = [];
  return {
    open: () => {
      const pool = new pg.Pool({ connectionString: url, max: 4 });
      const store = openPostgresEventStore({ pool, ...settings });
      opened.push({ store, pool });
      return store;
    },
    close: async () => {
      // A pool has ended before its connections have, and dropping the database ends those as well.
      for (const { pool } of opened) pool.on('error', () => undefined);
      for (const { store } of opened) await store.close();
      for (const { pool } of opened) await pool.end();
    },
  };
}

/** A connection that is no store's, e.g. to play a stranger. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Waits until the question is answered with a row. */
export async function untilThereIs(client: pg.Client, sql: string, values: unknown[] = []): Promise<void> {
  while ((await client.query(sql, values)).rowCount === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
}
