import { type EventStore } from '#event-store';
import { freshStream, newEvents } from './events.js';
import { appended } from './harness.js';
import { connect, openPostgresHarness, type PostgresHarness } from './postgres-harness.js';
import { describeSharing } from './sharing.contract.js';

describeSharing(openPostgresHarness);

describe('events on Postgres that are shared out', () => {
  let harness: PostgresHarness;
  let store: EventStore;

  beforeEach(async () => {
    harness = await openPostgresHarness();
    store = harness.open();
    for (let stream = 0; stream < 5; stream++)
      appended(await store.append(freshStream(), 'none', newEvents(4)));
  });
  afterEach(() => harness.close());

  /** Does to events what no program of the house may. */
  async function tamper(sql: string): Promise<void> {
    const client = await connect(harness.url);
    await client.query(`ALTER TABLE event_store.events DISABLE TRIGGER ALL; ${sql}`);
    await client.end();
  }

  it('show by their number that one is missing, at the beginning of a page, in it and at its end', async () => {
    await tamper('DELETE FROM event_store.events WHERE position IN (1, 8, 15)');
    const pageFrom = (from: bigint, limit: number) => store.readShares!(from, { limit, shares: 2 });
    expect(await pageFrom(1n, 6)).toMatchObject({ first: 2n, last: 7n, count: 6 });
    expect(await pageFrom(2n, 10)).toMatchObject({ first: 2n, last: 12n, count: 10 });
    expect(await pageFrom(9n, 7)).toMatchObject({ first: 9n, last: 16n, count: 7 });
  });
});
