import pg from 'pg';
import { DataSource } from 'typeorm';
import type { EventStore } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { type Logger, waitForPosition } from '#projection-engine';
import { allProjections, readModelEntities } from '#read-models';
import { createTestDatabase } from '../../postgres/database.js';

/** A database of its own with events, and the data source that queries are given. */
export interface Stage {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly dataSource: DataSource;
  /** Resolves when every projection has applied every event that there is now. */
  caughtUp(timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on('error', () => {});
  const store = openPostgresEventStore({ pool });
  const dataSource = new DataSource({
    type: 'postgres',
    url: database.url,
    entities: readModelEntities,
    poolSize: 4,
  });
  await dataSource.initialize();
  return {
    url: database.url,
    pool,
    store,
    dataSource,
    async caughtUp(timeoutMs = 20_000) {
      const head = await store.head();
      await Promise.all(allProjections.map(({ name }) => waitForPosition(dataSource, name, head, timeoutMs)));
    },
    async close() {
      await dataSource.destroy();
      await store.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** Keeps what it is told, for whoever wants to look. */
export class Listening implements Logger {
  readonly told: { readonly level: string; readonly details: object; readonly message: string }[] = [];

  info(details: object, message: string): void {
    this.told.push({ level: 'info', details, message });
  }

  warn(details: object, message: string): void {
    this.told.push({ level: 'warn', details, message });
  }

  error(details: object, message: string): void {
    this.told.push({ level: 'error', details, message });
  }
}
