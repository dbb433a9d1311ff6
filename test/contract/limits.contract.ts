import { canonicalBytes, type EventStore, type Expected, type JsonObject, type NewEvent } from '#event-store';
import { newEvent, newEvents } from './events.js';
import { appended, type Harness, type OpenHarness } from './harness.js';

/** The canonical form of `newEvent({ data: { text } })` in such a stream is that much longer than the text, at most. */
const FRAME_BYTES = 760;

export function describeLimits(openHarness: OpenHarness): void {
  describe('what no store takes', () => {
    let harness: Harness;
    let store: EventStore;

    beforeAll(async () => {
      harness = await openHarness();
      store = harness.open();
    });
    afterAll(() => harness.close());

    const data = (value: unknown): NewEvent[] => [newEvent({ data: value as JsonObject })];
    const nested = (levels: number): unknown => {
      let value: unknown = 1;
      for (let level = 0; level < levels; level++) value = { a: value };
      return value;
    };

    it.each<[string, NewEvent[]]>([
      ['no event', []],
      ['more than 512 events', newEvents(513)],
      ['an event of more than 60 KiB', data({ text: 'x'.repeat(60 * 1024) })],
      ['an event of more than 60 KiB in UTF-8', data({ text: '€'.repeat(21 * 1024) })],
      ['more than 1 MiB', newEvents(20, { data: { text: 'x'.repeat(59 * 1024) } })],
      ['a number that JSON has not', data({ amount: Number.NaN })],
      ['an endless number', data({ amount: Number.POSITIVE_INFINITY })],
      ['a lone surrogate', data({ text: '\ud800' })],
      ['a lone surrogate in a key', data({ '\udc00': 1 })],
      ['something undefined', data({ amount: undefined })],
      ['a bigint', data({ amount: 1n })],
      ['a date', data({ on: new Date(0) })],
      ['a function', data({ act: () => 1 })],
      ['a hole in a list', data({ list: Array(2) })],
      ['data that is no object', data([1])],
      ['data that is nothing', data(null)],
      ['data nested without end', data(nested(100_000))],
      ['data of which the leaf would have more than 100 levels', data(nested(100))],
      ['an id that is no UUID', [newEvent({ id: 'one' })]],
      ['an id in capitals', [newEvent({ id: 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11' })]],
      ['a type that is no word', [newEvent({ type: 'Pledge\nMade' })]],
      ['a schema version below 1', [newEvent({ schemaVersion: 0 })]],
      ['a broken schema version', [newEvent({ schemaVersion: 1.5 })]],
    ])('is an append with %s', async (_, events) => {
      const stream = harness.stream();
      await expect(store.append(stream, 'any', events)).rejects.toMatchObject({ name: 'OutsideLimits' });
      expect(await store.readStream(stream, 0, 10)).toEqual([]);
    });

    it('begins just beyond what it takes', async () => {
      const stream = harness.stream();
      const large = (bytes: number): NewEvent[] => data({ text: 'x'.repeat(bytes) });
      appended(await store.append(stream, 'none', large(60 * 1024 - FRAME_BYTES)));
      const full = newEvents(17, { data: { text: 'x'.repeat(60 * 1024 - FRAME_BYTES) } });
      appended(await store.append(stream, 0, full));
      appended(await store.append(stream, 17, data(nested(99))));
      const [deepest] = await store.readStream(stream, 18, 1);
      expect(canonicalBytes(deepest!).length).toBeGreaterThan(99);
    });

    it.each([
      '',
      'party',
      'party-',
      '-1',
      'Party-1',
      'party-ä',
      'party-1\n',
      'party-a b',
      `party-${'1'.repeat(200)}`,
    ])('is a stream named %j', async (stream) => {
      await expect(store.append(stream, 'any', newEvents(1))).rejects.toMatchObject({
        name: 'OutsideLimits',
      });
      await expect(store.readStream(stream, 0, 1)).rejects.toMatchObject({ name: 'OutsideLimits' });
      await expect(store.readEvent(stream, newEvents(1)[0]!.id)).rejects.toMatchObject({
        name: 'OutsideLimits',
      });
    });

    it.each<[Expected]>([[-1], [0.5], [Number.NaN], [2 ** 31]])(
      'is the expected revision %s',
      async (expected) => {
        await expect(store.append(harness.stream(), expected, newEvents(1))).rejects.toMatchObject({
          name: 'OutsideLimits',
        });
      },
    );

    it.each([0, -1, 1.5, 10_001, Number.NaN])('is a read of %s events', async (limit) => {
      const outside = { name: 'OutsideLimits' };
      await expect(store.readStream(harness.stream(), 0, limit)).rejects.toMatchObject(outside);
      await expect(store.readAll(1n, { limit })).rejects.toMatchObject(outside);
      const { signal } = new AbortController();
      expect(() => store.subscribe(0n, { batchSize: limit, signal })).toThrow(
        expect.objectContaining(outside),
      );
    });

    it('leaves those who came at the same time alone', async () => {
      const results = await Promise.allSettled([
        store.append(harness.stream(), 'none', newEvents(1)),
        store.append(harness.stream(), 'none', newEvents(513)),
        store.append(harness.stream(), 'none', newEvents(1)),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    });
  });
}
