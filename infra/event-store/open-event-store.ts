import type pg from 'pg';
import type { EventStore } from '#event-store';
import { openEventStoreDb } from '#event-store/eventstoredb/index.js';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { coProductionStream, partyStream } from '#financing';

/** Every stream there is begins with one of these. */
const STREAM_PREFIXES = [coProductionStream(''), partyStream('')];

export interface EventStorePlace {
  /** `esdb://…` or `esdb+discover://…` of an EventStoreDB; without it (or empty) the events are in the database. */
  readonly connectionString: string | undefined;
  /** Of the database; it stays the caller's. */
  readonly pool: pg.Pool;
}

/**
 * Where the events are. Read models, addresses, snapshots and the log are in the database, whichever it is. Throws
 * ConnectionStringInvalid, which does not repeat the string. Whether a server is there shows when it is asked.
 */
export function openEventStore({ connectionString, pool }: EventStorePlace): EventStore {
  if (connectionString === undefined || connectionString === '') return openPostgresEventStore({ pool });
  return openEventStoreDb({ connectionString, streamPrefixes: STREAM_PREFIXES });
}
