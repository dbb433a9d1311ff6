import { type BareEvent, bareEvents, type EventStore, type RecordedEvent } from '#event-store';
import { newEvent, newEvents } from './events.js';
import { appended, type Harness, type OpenHarness, readEverything } from './harness.js';

type SharingStore = EventStore & { readonly readShares: NonNullable<EventStore['readShares']> };

/** What a share tells of an event. */
const bare = ({ revision: _, metadata: __, ...event }: RecordedEvent): BareEvent => event;

/** Every page of the store, with the events of each share; what a page says of itself holds. */
async function readPages(store: EventStore, limit: number, shares: number): Promise<BareEvent[][][]> {
  const pages: BareEvent[][][] = [];
  for (let from = 1n; ;) {
    const page = await (store as SharingStore).readShares(from, { limit, shares });
    if (page === undefined) return pages;
    const events = page.shares.map(bareEvents);
    const positions = events.flat().map(({ position }) => position);
    const inOrder = positions.toSorted((one, other) => Number(one - other));
    expect([page.first, page.last, page.count]).toEqual([inOrder[0], inOrder.at(-1), positions.length]);
    expect(events).toHaveLength(shares);
    pages.push(events);
    from = page.last + 1n;
  }
}

const outside = { name: 'OutsideLimits' };

/** For stores that have `readShares`. */
export function describeSharing(openHarness: OpenHarness): void {
  describe('events that are shared out', () => {
    let harness: Harness;
    let store: EventStore;

    beforeEach(async () => {
      harness = await openHarness();
      store = harness.open();
    });
    afterEach(() => harness.close());

    it('are each in exactly one share, in order, all of a stream in the same one, wherever pages end', async () => {
      const streams = Array.from({ length: 12 }, (_, place) =>
        harness.stream(place < 9 ? undefined : 'party'),
      );
      for (let round = 0; round < 5; round++) {
        for (const [place, stream] of streams.entries())
          appended(await store.append(stream, 'any', newEvents(1 + ((place + round) % 3))));
      }
      const all = (await readEverything(store)).map(bare);
      expect((await readPages(store, 1, 2)).map((page) => page.flat())).toEqual(all.map((event) => [event]));
      for (const limit of [7, all.length - 1, all.length]) {
        for (const shares of [1, 2, 16]) {
          const pages = await readPages(store, limit, shares);
          expect(pages).toHaveLength(Math.ceil(all.length / limit));
          const byShare = Array.from({ length: shares }, (_, share) =>
            pages.flatMap((page) => page[share] ?? []),
          );
          const shareOf = new Map(
            byShare.flatMap((events, share) => events.map(({ stream }) => [stream, share])),
          );
          expect(byShare).toEqual(
            byShare.map((_, share) => all.filter(({ stream }) => shareOf.get(stream) === share)),
          );
        }
      }
      const halves = (await readPages(store, 10_000, 2)).flat();
      for (const half of halves) expect(half.length).toBeGreaterThan(0);
    });

    it('hold what readers get, whatever is in their texts', async () => {
      const texts = [
        'two\nlines\r\nand\ttabs',
        `"quotes", 'others', \\backslashes\\ and \\"both\\"`,
        '],["1","coproduction-x"',
        'àèìòù – Ἀθῆναι 🍊 \u2028 \u2029 \u007f \u0001',
        '',
        'x'.repeat(20_000),
      ];
      const events = texts.map((text) =>
        newEvent({ data: { text, [text.slice(0, 50)]: [text, null, 1e-7, -0.5] } }),
      );
      appended(await store.append(harness.stream(), 'none', events));
      appended(await store.append(harness.stream('party'), 'none', newEvents(3, { schemaVersion: 32_000 })));
      const all = (await readEverything(store)).map(bare);
      const [page] = await readPages(store, 100, 2);
      expect(page!.flat().toSorted((one, other) => Number(one.position - other.position))).toEqual(all);
    });

    it('are none in an empty store, or after the last', async () => {
      const { readShares } = store as SharingStore;
      expect(await readShares(1n, { limit: 10, shares: 2 })).toBeUndefined();
      const { lastPosition } = appended(await store.append(harness.stream(), 'none', newEvents(2)));
      expect(await readShares(lastPosition + 1n, { limit: 10, shares: 2 })).toBeUndefined();
      expect(await readShares(lastPosition, { limit: 10, shares: 2 })).toMatchObject({ count: 1 });
    });

    it('are not more than a read gives, in not more shares than there may be, and none of a closed store', async () => {
      const { readShares } = store as SharingStore;
      for (const limit of [0, -1, 1.5, 10_001, Number.NaN])
        await expect(readShares(1n, { limit, shares: 2 })).rejects.toMatchObject(outside);
      for (const shares of [0, -1, 1.5, 17, Number.NaN])
        await expect(readShares(1n, { limit: 10, shares })).rejects.toMatchObject(outside);
      await store.close();
      await expect(readShares(1n, { limit: 10, shares: 2 })).rejects.toMatchObject({
        name: 'EventStoreUnavailable',
      });
    });
  });
}
