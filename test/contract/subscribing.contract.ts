import { EventEmitter, once } from 'node:events';
import { type EventStore, type RecordedEvent } from '#event-store';
import { newEvents } from './events.js';
import { appended, collect, type Harness, type OpenHarness, readEverything, take } from './harness.js';

export function describeSubscribing(openHarness: OpenHarness): void {
  describe('a subscriber', () => {
    let harness: Harness;
    let store: EventStore;

    beforeEach(async () => {
      harness = await openHarness();
      store = harness.open();
    });
    afterEach(() => harness.close());

    it('gets what is after its position, that one excluded, in batches that are not larger than asked for', async () => {
      appended(await store.append(harness.stream(), 'none', newEvents(25)));
      const all = await readEverything(store);
      const batches = await take(store, 20, { after: all[4]!.position, batchSize: 7 });
      expect(batches.flat()).toEqual(all.slice(5));
      expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(7);
    });

    it('waits for more, wherever it is written', async () => {
      const other = harness.open();
      const end = new AbortController();
      const got: RecordedEvent[] = [];
      const arrival = new EventEmitter();
      const reading = (async () => {
        for await (const batch of store.subscribe(0n, { signal: end.signal })) {
          got.push(...batch);
          arrival.emit('events');
        }
      })();
      for (const door of [store, other, other, store]) {
        const arrived = once(arrival, 'events');
        appended(await door.append(harness.stream(), 'none', newEvents(1)));
        await arrived;
      }
      end.abort();
      await reading;
      expect(got).toEqual(await readEverything(store));
    });

    it('gets everything in order when it is slower than the writers', async () => {
      const { signal } = new AbortController();
      const reader = store.subscribe(0n, { batchSize: 10, signal })[Symbol.asyncIterator]();
      const stream = harness.stream();
      const revisions: number[] = [];
      const readTo = async (count: number): Promise<void> => {
        while (revisions.length < count) {
          const batch = (await reader.next()).value as RecordedEvent[];
          expect(batch.length).toBeLessThanOrEqual(10);
          revisions.push(...batch.map(({ revision }) => revision));
        }
      };
      appended(await store.append(stream, 'any', newEvents(5)));
      await readTo(5);
      for (let turn = 0; turn < 10; turn++) appended(await store.append(stream, 'any', newEvents(7)));
      await readTo(75);
      expect(revisions).toEqual(Array.from({ length: 75 }, (_, index) => index));
      await reader.return?.();
    });

    it('of one kind of stream passes what is written of the others', async () => {
      const end = new AbortController();
      const streams: string[] = [];
      const reading = (async () => {
        for await (const batch of store.subscribe(0n, {
          streamPrefix: 'party-',
          batchSize: 1,
          signal: end.signal,
        })) {
          streams.push(...batch.map(({ stream }) => stream));
          if (streams.length === 3) end.abort();
        }
      })();
      const parties = [harness.stream('party'), harness.stream('party'), harness.stream('party')];
      for (const party of parties) {
        appended(await store.append(harness.stream(), 'none', newEvents(20)));
        appended(await store.append(party, 'none', newEvents(1)));
      }
      await reading;
      expect(streams).toEqual(parties);
    });

    it('stops without an error when it is told to, also before it began and while it waits', async () => {
      expect(await collect(store.subscribe(0n, { signal: AbortSignal.abort() }))).toEqual([]);
      const end = new AbortController();
      const waiting = collect(store.subscribe(0n, { signal: end.signal }));
      appended(await store.append(harness.stream(), 'none', newEvents(1)));
      end.abort();
      expect((await waiting).flat().length).toBeLessThanOrEqual(1);
    });

    it('is one of many who all get everything', async () => {
      const doors = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? store : harness.open()));
      const readings = doors.map((door, index) => take(door, 60, { batchSize: index + 1 }));
      for (let round = 0; round < 20; round++)
        appended(await store.append(harness.stream(), 'none', newEvents(3)));
      const all = await readEverything(store);
      for (const reading of readings) expect((await reading).flat()).toEqual(all);
    });
  });
}
