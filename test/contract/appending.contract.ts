import { randomUUID } from 'node:crypto';
import { type EventStore, type Expected } from '#event-store';
import { newEvent, newEvents } from './events.js';
import { appended, positionsOf, type Harness, type OpenHarness } from './harness.js';

export function describeAppending(openHarness: OpenHarness): void {
  describe('an append', () => {
    let harness: Harness;
    let store: EventStore;

    beforeAll(async () => {
      harness = await openHarness();
      store = harness.open();
    });
    afterAll(() => harness.close());

    const streamOf = async (events: number): Promise<string> => {
      const stream = harness.stream();
      if (events > 0) appended(await store.append(stream, 'none', newEvents(events)));
      return stream;
    };

    it.each<[string, Expected, number]>([
      ['none, and it is absent', 'none', 0],
      ['any, and it is absent', 'any', 0],
      ['any, and it is present', 'any', 3],
      ['that it exists, and it does', 'exists', 3],
      ['its last revision', 2, 3],
    ])('is written when the writer expects %s', async (_, expected, events) => {
      const stream = await streamOf(events);
      const result = appended(await store.append(stream, expected, newEvents(2)));
      expect(result).toMatchObject({ firstRevision: events, lastRevision: events + 1, repeated: false });
      expect(result.lastPosition).toBeGreaterThan(result.firstPosition);
      expect(await store.readStream(stream, 0, 10)).toHaveLength(events + 2);
    });

    it.each<[string, Expected, number, number]>([
      ['none, and it exists', 'none', 3, 2],
      ['that it exists, and it is absent', 'exists', 0, -1],
      ['a revision, and it is absent', 0, 0, -1],
      ['a revision that lies behind', 1, 3, 2],
      ['a revision that lies ahead', 3, 3, 2],
    ])('is refused when the writer expects %s, and writes nothing', async (_, expected, events, actual) => {
      const stream = await streamOf(events);
      expect(await store.append(stream, expected, newEvents(2))).toEqual({ status: 'conflict', actual });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(events);
    });

    it('makes revisions from 0 without gaps, and positions that only grow', async () => {
      const stream = harness.stream();
      const first = appended(await store.append(stream, 'none', newEvents(3)));
      const second = appended(await store.append(stream, 2, newEvents(2)));
      expect([first.firstRevision, first.lastRevision]).toEqual([0, 2]);
      expect([second.firstRevision, second.lastRevision]).toEqual([3, 4]);
      expect(second.firstPosition).toBeGreaterThan(first.lastPosition);
      const events = await store.readStream(stream, 0, 10);
      expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    });

    it('costs its neighbours nothing when it is refused', async () => {
      const [present, absent] = [await streamOf(1), harness.stream()];
      const used = newEvent();
      appended(await store.append(present, 'any', [used]));
      const results = await Promise.all([
        store.append(harness.stream(), 'none', newEvents(2)),
        store.append(present, 'none', newEvents(2)),
        store.append(present, 'any', [newEvent(), used]),
        store.append(absent, 'exists', newEvents(2)),
        store.append(harness.stream(), 'any', newEvents(2)),
      ]);
      const statuses = results.map(({ status }) => status);
      expect(statuses).toEqual(['appended', 'conflict', 'duplicate_id', 'conflict', 'appended']);
      expect(await store.readStream(absent, 0, 10)).toEqual([]);
    });

    it('may be handed in before those it builds on are answered', async () => {
      const stream = harness.stream();
      const results = await Promise.all([
        store.append(stream, 'none', newEvents(2)),
        store.append(stream, 1, newEvents(3)),
        store.append(stream, 'exists', newEvents(1)),
        store.append(stream, 'any', newEvents(1)),
        store.append(stream, 6, newEvents(1)),
      ]);
      expect(results.map((result) => appended(result).firstRevision)).toEqual([0, 2, 5, 6, 7]);
      expect((await store.readStream(stream, 0, 20)).map(({ revision }) => revision)).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7,
      ]);
    });

    it('fails with those it builds on, and lets the one pass that expected what is there', async () => {
      const stream = await streamOf(3);
      const results = await Promise.all([
        store.append(stream, 0, newEvents(1)),
        store.append(stream, 1, newEvents(1)),
        store.append(stream, 2, newEvents(1)),
        store.append(stream, 3, newEvents(1)),
      ]);
      expect(results.slice(0, 2)).toEqual(Array(2).fill({ status: 'conflict', actual: 2 }));
      expect(results.slice(2).map((result) => appended(result).firstRevision)).toEqual([3, 4]);
    });

    it('goes to one of two writers who expect the same', async () => {
      const stream = await streamOf(1);
      const other = harness.open();
      const results = await Promise.all([store, other].map((door) => door.append(stream, 0, newEvents(1))));
      expect(results.map(({ status }) => status).toSorted()).toEqual(['appended', 'conflict']);
      expect(results).toContainEqual({ status: 'conflict', actual: 1 });
    });

    it('keeps every event as it was given', async () => {
      const stream = harness.stream('party');
      const events = [
        newEvent({ type: 'PartyRegistered', schemaVersion: 7, data: {} }),
        newEvent({ data: { z: [1, [true, null]], a: { ä: 'è "quoted" \\ / \n \u0000 🌾 \u2028' } } }),
        newEvent({
          data: { tiny: 5e-324, huge: 1.7976931348623157e308, whole: 9_007_199_254_740_991, below: -0.5 },
        }),
        newEvent({ data: JSON.parse('{"__proto__": {"constructor": 1}, "": ""}') as { a: 1 } }),
      ];
      const before = new Date().toISOString();
      const head = await store.head();
      const positions = positionsOf(appended(await store.append(stream, 'none', events)));
      const expected = events.map((event, index) => ({
        ...event,
        stream,
        revision: index,
        position: positions[index],
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      }));
      const read = await store.readStream(stream, 0, 10);
      expect(read).toEqual(expected);
      expect(await store.readAll(head + 1n, { limit: 4 })).toEqual(read);
      expect(Math.abs(Date.parse(read[0]!.recordedAt) - Date.parse(before))).toBeLessThan(60_000);
    });

    it('may be large in many small events and few large ones', async () => {
      appended(await store.append(harness.stream(), 'none', newEvents(512)));
      const large = newEvents(17, { data: { text: 'x'.repeat(59 * 1024) } });
      const result = appended(await store.append(harness.stream(), 'none', large));
      expect(result.lastRevision).toBe(16);
    });

    it('has ids that are not used elsewhere, in the store where they are unique there, else in the stream', async () => {
      const used = newEvent();
      const [stream, other] = [harness.stream(), harness.stream()];
      appended(await store.append(stream, 'none', [used]));
      expect(await store.append(other, 'any', [{ ...newEvent(), id: used.id }])).toMatchObject({
        status: store.uniqueIds === true ? 'duplicate_id' : 'appended',
      });
      expect(await store.readStream(other, 0, 10)).toHaveLength(store.uniqueIds === true ? 0 : 1);
      expect(await store.append(stream, 'any', [newEvent(), used])).toEqual({ status: 'duplicate_id' });
      const id = randomUUID();
      expect(await store.append(stream, 'any', [newEvent({ id }), newEvent({ id })])).toEqual({
        status: 'duplicate_id',
      });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(1);
    });
  });
}
