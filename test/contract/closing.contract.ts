import { randomUUID } from 'node:crypto';
import { newEvents } from './events.js';
import { appended, collect, type OpenHarness } from './harness.js';

export function describeClosing(openHarness: OpenHarness): void {
  describe('a store that is closed', () => {
    it('has written what was handed in, ends its readers, and answers nobody any more', async () => {
      const harness = await openHarness();
      const [store, other] = [harness.open(), harness.open()];
      const stream = harness.stream();
      const { signal } = new AbortController();
      const reading = collect(store.subscribe(0n, { signal }));
      const handedIn = Array.from({ length: 50 }, () => store.append(stream, 'any', newEvents(1)));
      await store.close();
      for (const append of handedIn) appended(await append);
      await reading;
      expect(await other.readStream(stream, 0, 100)).toHaveLength(50);
      const unavailable = { name: 'EventStoreUnavailable' };
      await expect(store.append(stream, 'any', newEvents(1))).rejects.toMatchObject(unavailable);
      await expect(store.readStream(stream, 0, 1)).rejects.toMatchObject(unavailable);
      await expect(store.readEvent(stream, randomUUID())).rejects.toMatchObject(unavailable);
      await expect(store.readAll(1n, { limit: 1 })).rejects.toMatchObject(unavailable);
      await expect(store.head()).rejects.toMatchObject(unavailable);
      await store.close();
      await harness.close();
    });
  });
}
