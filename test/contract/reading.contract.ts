import { randomUUID } from 'node:crypto';
import { type EventStore } from '#event-store';
import { newEvents } from './events.js';
import { appended, type Harness, type OpenHarness, readEverything, take } from './harness.js';

export function describeReading(openHarness: OpenHarness): void {
  describe('a reader', () => {
    let harness: Harness;
    let store: EventStore;

    beforeEach(async () => {
      harness = await openHarness();
      store = harness.open();
    });
    afterEach(() => harness.close());

    it('finds an empty store empty', async () => {
      expect(await store.head()).toBe(0n);
      expect(await store.readAll(1n, { limit: 10 })).toEqual([]);
      expect(await store.readStream(harness.stream(), 0, 10)).toEqual([]);
    });

    it('is told the position of the last event', async () => {
      const { lastPosition } = appended(await store.append(harness.stream(), 'any', newEvents(3)));
      expect(await store.head()).toBe(lastPosition);
      expect(await harness.open().head()).toBe(lastPosition);
    });

    it('gets a stream from a revision on, in order, and not more than it asked for', async () => {
      const stream = harness.stream();
      appended(await store.append(stream, 'none', newEvents(5)));
      appended(await store.append(harness.stream(), 'none', newEvents(5)));
      const revisions = async (from: number, limit: number): Promise<number[]> =>
        (await store.readStream(stream, from, limit)).map(({ revision }) => revision);
      expect(await revisions(0, 10)).toEqual([0, 1, 2, 3, 4]);
      expect(await revisions(2, 2)).toEqual([2, 3]);
      expect(await revisions(4, 10)).toEqual([4]);
      expect(await revisions(5, 10)).toEqual([]);
    });

    it('finds an event of a stream by its id, wherever in it, and in no other stream', async () => {
      const [stream, other] = [harness.stream(), harness.stream()];
      appended(await store.append(stream, 'none', newEvents(150)));
      appended(await store.append(other, 'none', newEvents(1)));
      const events = await store.readStream(stream, 0, 200);
      for (const place of [0, 54, 55, 117, 149]) {
        expect(await store.readEvent(stream, events[place]!.id)).toEqual(events[place]);
      }
      expect(await store.readEvent(other, events[0]!.id)).toBeUndefined();
      expect(await store.readEvent(stream, randomUUID())).toBeUndefined();
      expect(await store.readEvent(harness.stream(), events[0]!.id)).toBeUndefined();
    });

    it('gets all events from a position on, that one included, in the order of their writing', async () => {
      const streams = [harness.stream(), harness.stream('party')];
      for (let round = 0; round < 3; round++) {
        for (const stream of streams) appended(await store.append(stream, 'any', newEvents(2)));
      }
      const all = await readEverything(store, 5);
      expect(all.map(({ stream, revision }) => [streams.indexOf(stream), revision])).toEqual([
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
        [0, 2],
        [0, 3],
        [1, 2],
        [1, 3],
        [0, 4],
        [0, 5],
        [1, 4],
        [1, 5],
      ]);
      expect(await store.readAll(all[3]!.position + 1n, { limit: 3 })).toEqual(all.slice(4, 7));
      expect(await store.readAll((await store.head()) + 1n, { limit: 3 })).toEqual([]);
      expect((await take(store, 12)).flat()).toEqual(all);
    });

    it('may ask for the streams of one kind, or with one beginning', async () => {
      const family = harness.stream('party');
      const streams = [
        `${family}-1`,
        harness.stream(),
        harness.stream('party'),
        `${family}-2`,
        harness.stream('partying'),
      ];
      for (const stream of streams) appended(await store.append(stream, 'none', newEvents(2)));
      const all = await readEverything(store);
      for (const streamPrefix of [
        'party-',
        family,
        'part',
        'coproduction-',
        'p',
        'nobody-',
        '%',
        '_arty-',
        '',
      ]) {
        const expected = all.filter(({ stream }) => stream.startsWith(streamPrefix));
        expect(await store.readAll(1n, { limit: 100, streamPrefix })).toEqual(expected);
        expect(await store.readAll(all[2]!.position + 1n, { limit: 3, streamPrefix })).toEqual(
          expected.filter(({ position }) => position > all[2]!.position).slice(0, 3),
        );
        const taken = expected.length === 0 ? [] : await take(store, expected.length, { streamPrefix });
        expect(taken.flat()).toEqual(expected);
      }
    });
  });
}
