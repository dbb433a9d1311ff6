import { type EventStore, type Expected } from '#event-store';
import { newEvent, newEvents } from './events.js';
import { appended, type Harness, type OpenHarness } from './harness.js';

export function describeRepeating(openHarness: OpenHarness): void {
  describe('a repeated append', () => {
    let harness: Harness;
    let store: EventStore;

    beforeAll(async () => {
      harness = await openHarness();
      store = harness.open();
    });
    afterAll(() => harness.close());

    it.each<[Expected]>([['none'], ['any'], ['exists'], [0], [1], [400]])(
      'is answered as the first time, whatever is expected: %s',
      async (expected) => {
        const stream = harness.stream();
        appended(await store.append(stream, 'none', newEvents(1)));
        const events = newEvents(2);
        const first = appended(await store.append(stream, 0, events));
        appended(await store.append(stream, 2, newEvents(1)));
        expect(await store.append(stream, expected, events)).toEqual({ ...first, repeated: true });
        expect(await store.readStream(stream, 0, 10)).toHaveLength(4);
      },
    );

    it('is answered as the first time even to who names the last revision, where ids are unique', async () => {
      const stream = harness.stream();
      const events = newEvents(2);
      const first = appended(await store.append(stream, 'none', events));
      const again = appended(await store.append(stream, 1, events));
      if (store.uniqueIds === true) expect(again).toEqual({ ...first, repeated: true });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(again.repeated ? 2 : 4);
    });

    it('is written once even when both are under way at the same time', async () => {
      const stream = harness.stream();
      const events = newEvents(3);
      const other = harness.open();
      const results = await Promise.all(
        [store, store, other, store, other].map((door) => door.append(stream, 'none', events)),
      );
      const answers = results.map(appended);
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(
        new Set(answers.map(({ firstRevision, lastPosition }) => `${firstRevision} ${lastPosition}`)).size,
      ).toBe(1);
      expect(await store.readStream(stream, 0, 10)).toHaveLength(3);
    });

    it('is answered each for itself when several of one stream come at once, some of them new', async () => {
      const stream = harness.stream();
      const [first, second, third] = [newEvents(2), newEvents(1), newEvents(1)];
      const before = await Promise.all([
        store.append(stream, 'none', first),
        store.append(stream, 1, second),
      ]);
      const after = await Promise.all([
        store.append(stream, 'none', first),
        store.append(stream, 1, second),
        store.append(stream, 2, third),
      ]);
      expect(after.slice(0, 2)).toEqual(before.map((result) => ({ ...result, repeated: true })));
      expect(appended(after[2]!)).toMatchObject({ firstRevision: 3, repeated: false });
    });

    it('may bring other content under the same ids, and the first content stays', async () => {
      const stream = harness.stream();
      const event = newEvent({ data: { amount: 1 } });
      appended(await store.append(stream, 'none', [event]));
      expect(await store.append(stream, 'none', [{ ...event, data: { amount: 2 } }])).toMatchObject({
        repeated: true,
      });
      expect((await store.readStream(stream, 0, 10)).map(({ data }) => data)).toEqual([{ amount: 1 }]);
    });

    it('is no repetition when only some of its events are there, or in another order, or not next to each other', async () => {
      const stream = harness.stream();
      const [a, b, c] = [newEvent(), newEvent(), newEvent()];
      appended(await store.append(stream, 'none', [a, b, c]));
      const elsewhere = harness.stream();
      for (const events of [
        [a, newEvent()],
        [newEvent(), c],
        [b, a],
        [a, c],
      ]) {
        expect(await store.append(stream, 'any', events)).toEqual({ status: 'duplicate_id' });
      }
      expect(await store.append(elsewhere, 'any', [a, b, c])).toMatchObject(
        store.uniqueIds === true ? { status: 'duplicate_id' } : { status: 'appended', repeated: false },
      );
      expect(await store.readStream(elsewhere, 0, 10)).toHaveLength(store.uniqueIds === true ? 0 : 3);
      expect(await store.readStream(stream, 0, 10)).toHaveLength(3);
    });

    it('was never written when it was refused', async () => {
      const stream = harness.stream();
      const events = newEvents(2);
      expect(await store.append(stream, 'exists', events)).toEqual({ status: 'conflict', actual: -1 });
      expect(await store.append(stream, 'none', events)).toMatchObject({
        status: 'appended',
        repeated: false,
      });
    });
  });
}
