import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type EventStore, type NewEvent } from '#event-store';
import { type PartyEvent, partyStream } from '#financing';

/** Somebody who may read some books, and some of the events in them. */
export interface Reader {
  readonly personId: string;
  /** Where the proof of each is asked for. */
  readonly proofs: readonly string[];
}

/** Makes somebody treasurer of the custodians of so many books, anywhere in the store, and picks so many events of those. */
export async function makeReader(
  pool: pg.Pool,
  store: EventStore,
  { books, events }: { books: number; events: number },
): Promise<Reader> {
  const personId = randomUUID();
  const readable = await pool.query<{ stream: string; custodian: string }>(
    `SELECT stream, data ->> 'custodianId' AS custodian FROM event_store.events
     WHERE type = 'CoProductionProposed' ORDER BY random() LIMIT $1`,
    [books],
  );
  for (const { custodian } of readable.rows) {
    await store.append(partyStream.of(custodian), 'none', [
      partyEvent({ type: 'PartyRegistered', data: { kind: 'consortium' } }),
      partyEvent({ type: 'RoleGranted', data: { personId, role: 'treasurer' } }),
    ]);
  }
  const picked = await pool.query<{ book: string; id: string }>(
    `SELECT substring(stream FROM '-(.*)') AS book, id FROM event_store.events
     WHERE stream = ANY ($1) ORDER BY random() LIMIT $2`,
    [readable.rows.map(({ stream }) => stream), events],
  );
  return {
    personId,
    proofs: picked.rows.map(({ book, id }) => `/co-productions/${book}/trail/${id}/proof`),
  };
}

function partyEvent({ type, data }: PartyEvent): NewEvent {
  const metadata = {
    commandId: randomUUID(),
    inputHash: '0'.repeat(64),
    actor: randomUUID(),
    cause: randomUUID(),
  };
  return { id: randomUUID(), type, schemaVersion: partyStream.schemaVersion(type), data, metadata };
}
