import type pg from 'pg';
import type { EventStore } from '#event-store';
import { openEventStoreDb } from '#event-store/eventstoredb/index.js';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { kinds as houseKinds } from '#financing';

export interface EventStorePlace {
  /** `esdb://…` or `esdb+discover://…` of an EventStoreDB; without it (or empty) the events are in the database. */
  readonly connectionString: string | undefined;
  /** Of the database; it stays the caller's. */
  readonly pool: pg.Pool;
  /** The kinds of streams there are; those of the house unless told. */
  readonly kinds?: readonly { readonly prefix: string }[];
}

/**
 * Where the events are. Read models, addresses, snapshots and the log are in the database, whichever it is. Throws
 * ConnectionStringInvalid, which does not repeat the string. Whether a server is there shows when it is asked.
 */
export function openEventStore({ connectionString, pool, kinds = houseKinds }: EventStorePlace): EventStore {
  if (connectionString === undefined || connectionString === '') return openPostgresEventStore({ pool });
  return openEventStoreDb({ connectionString, streamPrefixes: kinds.map(({ prefix }) => prefix) });
}
