import pg from 'pg';
import { type EventStore } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { createTestDatabase } from '../postgres/database.js';
import { type Harness } from './harness.js';

export interface PostgresHarness extends Harness {
  readonly url: string;
}

export async function openPostgresHarness(): Promise<PostgresHarness> {
  const { url, drop } = await createTestDatabase();
  const doors = openDoors(url);
  return {
    url,
    open: doors.open,
    close: async () => {
      await doors.close();
      await drop();
    },
  };
}

/** Stores on this database, each with a pool of its own, as in so many processes. */
export function openDoors(url: string): { open(): EventStore; close(): Promise<void> } {
  const opened: { store: EventStore; pool: pg.Pool }[] = [];
  return {
    open: () => {
      const pool = new pg.Pool({ connectionString: url, max: 4 });
      const store = openPostgresEventStore({ pool });
      opened.push({ store, pool });
      return store;
    },
    close: async () => {
      for (const { store } of opened) await store.close();
      for (const { pool } of opened) await pool.end();
    },
  };
}
