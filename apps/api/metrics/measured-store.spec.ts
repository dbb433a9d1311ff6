import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Registry } from 'prom-client';
import { canonicalBytes, type EventStore, type NewEvent } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { createTestDatabase, type TestDatabase } from '../../../test/postgres/database.js';
import { measuredStore } from './measured-store.js';

describe('a store whose appends are measured', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: EventStore;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 2 });
    store = openPostgresEventStore({ pool });
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  it('does all that the store does, giving leaves too, and tells what its appends took', async () => {
    const registry = new Registry();
    const measured = measuredStore(store, registry);
    await measured.append(`party-${randomUUID()}`, 'none', [registered()]);
    const [event] = await measured.readAll(1n, { limit: 1 });
    for await (const leaves of measured.subscribeToLeaves(0n, { signal: new AbortController().signal })) {
      expect(leaves.map(({ bytes }) => Buffer.from(bytes))).toEqual([canonicalBytes(event!)]);
      break;
    }
    expect(await registry.metrics()).toContain(
      'semina_event_store_append_duration_seconds_count{status="appended"} 1',
    );
  });
});

const registered = (): NewEvent => ({
  id: randomUUID(),
  type: 'PartyRegistered',
  schemaVersion: 1,
  data: { kind: 'group' },
  metadata: { commandId: randomUUID(), inputHash: '', actor: randomUUID(), cause: randomUUID() },
});
