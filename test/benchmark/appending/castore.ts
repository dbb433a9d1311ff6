import { loadCompetitor } from '../competitors.js';
import { type Writer } from './writer.js';

/** As much of @castore/event-storage-adapter-postgres as is used here. */
interface Castore {
  readonly PostgresEventStorageAdapter: {
    new (options: { connectionString: string }): {
      pushEvent(
        event: { aggregateId: string; version: number; type: string; payload: unknown; metadata: unknown },
        options: { eventStoreId: string },
      ): Promise<unknown>;
    };
    createEventTable(options: { connectionString: string }): Promise<unknown>;
  };
}

/**
 * Its adapter with the table and the indexes that it makes itself. It brings its own client of PostgreSQL and that client's own
 * pool, whose size the adapter lets nobody choose: it is ten, unless PGMAX or the address say a number, which the client
 * then takes for text, and opens one connection. It has no way of closing them.
 */
export async function openCastore(url: string): Promise<Writer> {
  const { PostgresEventStorageAdapter: Adapter } = loadCompetitor<Castore>(
    '@castore/event-storage-adapter-postgres',
  );
  delete process.env['PGMAX'];
  await Adapter.createEventTable({ connectionString: url });
  const adapter = new Adapter({ connectionString: url });
  return {
    append: async ({ stream, event: { type, data, metadata } }) => {
      const dash = stream.indexOf('-');
      await adapter.pushEvent(
        { aggregateId: stream.slice(dash + 1), version: 1, type, payload: data, metadata },
        { eventStoreId: stream.slice(0, dash) },
      );
    },
    close: async () => undefined,
  };
}
