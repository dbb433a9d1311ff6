import { describeEventStore } from './event-store.contract.js';
import { readEverything } from './harness.js';
import { freshStream, newEvents } from './events.js';
import { openPostgresHarness } from './postgres-harness.js';

describeEventStore('the event store on Postgres', openPostgresHarness);

describe('positions on Postgres', () => {
  it('begin at 1 and have no gaps, also where appends were refused or failed', async () => {
    const harness = await openPostgresHarness();
    const [store, other] = [harness.open(), harness.open()];
    const used = newEvents(1);
    await store.append(freshStream(), 'none', used);
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const door = index % 2 === 0 ? store : other;
        if (index % 3 === 0) return door.append(freshStream(), 'exists', newEvents(2));
        if (index % 5 === 0) return door.append(freshStream(), 'any', used);
        return door.append(freshStream(), 'none', newEvents(2));
      }),
    );
    const positions = (await readEverything(store)).map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, index) => BigInt(index + 1)));
    expect(positions.length).toBeGreaterThan(50);
    expect(await store.head()).toBe(positions.at(-1));
    await harness.close();
  });
});
