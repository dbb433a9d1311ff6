import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type EventStore, type NewEvent } from '#event-store';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { type PartyEvent, partyStream } from '#financing';
import { createTestDatabase, type TestDatabase } from '../../../test/postgres/database.js';
import { RoleRegistry } from './role-registry.js';

describe('the registry of roles', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: EventStore;
  let heads = 0;
  let reads = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    store = openPostgresEventStore({ pool });
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  /** The same store, its reads counted. */
  const counted = (): EventStore => {
    [heads, reads] = [0, 0];
    return {
      append: (...args) => store.append(...args),
      readStream: (...args) => store.readStream(...args),
      readEvent: (...args) => store.readEvent(...args),
      subscribe: (...args) => store.subscribe(...args),
      subscribeToLeaves: (...args) => store.subscribeToLeaves(...args),
      close: () => store.close(),
      head: () => {
        heads += 1;
        return store.head();
      },
      readAll: (...args) => {
        reads += 1;
        return store.readAll(...args);
      },
    };
  };
  const eventOf = ({ type, data }: PartyEvent): NewEvent => ({
    id: randomUUID(),
    type,
    schemaVersion: 1,
    data,
    metadata: {
      commandId: randomUUID(),
      inputHash: '0'.repeat(64),
      actor: randomUUID(),
      cause: randomUUID(),
    },
  });
  const write = (stream: string, ...events: PartyEvent[]): Promise<unknown> =>
    store.append(stream, 'any', events.map(eventOf));

  it('knows a role as soon as it is granted, and no longer when it is revoked', async () => {
    const registry = new RoleRegistry(store);
    const [partyId, personId] = [randomUUID(), randomUUID()];
    const role = { personId, role: 'treasurer' } as const;
    const actor = await registry.actor({ personId, operator: false });
    expect(actor.holds(partyId, 'treasurer')).toBe(false);
    await write(partyStream.of(partyId), { type: 'RoleGranted', data: role });
    await registry.present();
    expect(actor.holds(partyId, 'treasurer')).toBe(true);
    await write(partyStream.of(partyId), { type: 'RoleRevoked', data: role });
    await registry.present();
    expect(actor.holds(partyId, 'treasurer')).toBe(false);
  });

  it('reads once for all who ask at the same time, and never answers from a read that began before', async () => {
    const registry = new RoleRegistry(counted());
    await Promise.all(Array.from({ length: 50 }, () => registry.present()));
    expect(reads).toBe(1);
    const [partyId, personId] = [randomUUID(), randomUUID()];
    const early = registry.present();
    await write(partyStream.of(partyId), { type: 'RoleGranted', data: { personId, role: 'member' } });
    const late = await Promise.all(Array.from({ length: 50 }, () => registry.present()));
    await early;
    expect(late[0]?.holds(personId, partyId, 'member')).toBe(true);
    expect(reads).toBeLessThanOrEqual(3);
  });

  it('asks the store once for an answer, and hardly ever for more', async () => {
    const registry = new RoleRegistry(counted());
    for (let round = 0; round < 16; round += 1) await registry.present();
    expect([reads, heads]).toEqual([16, 2]);
  });

  it('does not go through again what it has passed, though nothing of it was about parties', async () => {
    const from: bigint[] = [];
    const watched = counted();
    const registry = new RoleRegistry({
      ...watched,
      readAll: (position, options) => {
        from.push(position);
        return watched.readAll(position, options);
      },
    });
    await write(`other-${randomUUID()}`, { type: 'PartyRegistered', data: { kind: 'group' } });
    const head = await store.head();
    for (let round = 0; round < 9; round += 1) await registry.present();
    expect(from.at(-1)).toBeGreaterThan(head);
  });

  it('reads on after a failure', async () => {
    const [partyId, personId] = [randomUUID(), randomUUID()];
    let broken = true;
    const flaky: EventStore = {
      ...counted(),
      head: () => (broken ? Promise.reject(new Error('away')) : store.head()),
    };
    const registry = new RoleRegistry(flaky);
    await write(partyStream.of(partyId), { type: 'RoleGranted', data: { personId, role: 'auditor' } });
    await expect(registry.present()).rejects.toThrow('away');
    broken = false;
    expect((await registry.present()).rolesOf(personId)).toEqual([{ partyId, role: 'auditor' }]);
  });

  it('knows what a party is and all that it belongs to, even in a circle', async () => {
    const [region, district, group] = [randomUUID(), randomUUID(), randomUUID()];
    await write(partyStream.of(region), { type: 'PartyRegistered', data: { kind: 'network' } });
    await write(partyStream.of(district), { type: 'Affiliated', data: { networkId: region } });
    await write(partyStream.of(group), { type: 'Affiliated', data: { networkId: district } });
    await write(partyStream.of(region), { type: 'Affiliated', data: { networkId: district } });
    const index = await new RoleRegistry(store).present();
    expect([index.kindOf(region), index.kindOf(group)]).toEqual(['network', undefined]);
    expect(index.selfAndAbove(group).sort()).toEqual([region, district, group].sort());
  });

  it('learns of thousands of parties among events that do not concern it', async () => {
    const grants = Array.from({ length: 300 }, () => randomUUID());
    await Promise.all(
      grants.flatMap((personId) => [
        write(partyStream.of(randomUUID()), { type: 'RoleGranted', data: { personId, role: 'member' } }),
        write(`other-${randomUUID()}`, { type: 'PartyRegistered', data: { kind: 'group' } }),
      ]),
    );
    const last = randomUUID();
    await write(partyStream.of(randomUUID()), {
      type: 'RoleGranted',
      data: { personId: last, role: 'member' },
    });
    const index = await new RoleRegistry(store).present();
    expect([...grants, last].filter((personId) => index.rolesOf(personId).length !== 1)).toEqual([]);
  });
});
