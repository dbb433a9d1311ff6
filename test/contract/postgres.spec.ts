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

  it('follow on one another where two processes write one event at a time, one of them most of the time', async () => {
    const harness = await openPostgresHarness();
    const [one, other] = [harness.open(), harness.open()];
    const [busy, shared, refused] = [freshStream(), freshStream(), newEvents(1)];
    const revisions = { busy: -1, shared: -1 };
    for (let turn = 0; turn < 24; turn++) {
      const door = turn % 4 === 2 || turn % 12 === 5 ? other : one;
      const write = async (name: keyof typeof revisions, stream: string): Promise<void> => {
        const last = revisions[name]++;
        const result = await door.append(stream, last < 0 ? 'none' : last, newEvents(1));
        expect(result).toMatchObject({ status: 'appended', firstRevision: last + 1, repeated: false });
      };
      await write('busy', busy);
      // What is refused leaves no gap, whoever writes next.
      if (turn % 5 === 0)
        expect(await door.append(shared, 1_000, refused)).toMatchObject({ status: 'conflict' });
      await write('shared', shared);
      if (turn % 7 === 0)
        expect(await door.append(shared, 2 ** 31 - 1, refused)).toMatchObject({ status: 'conflict' });
    }
    const positions = (await readEverything(one)).map(({ position }) => position);
    expect(positions).toEqual(Array.from({ length: 48 }, (_, index) => BigInt(index + 1)));
    await harness.close();
  });
});
