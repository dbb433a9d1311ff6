import { canonicalBytes, type EventStore } from '#event-store';
import { fsck } from '#notary';
import { anyOf, openProofFile, parseVerifierKey } from '#transparency-log';
import { sparsePosition, sparseStore } from '../contract/sparse-store.js';
import { rebuilt, Stage, stored, until } from './notary/stage.js';

describe('the log of a store whose positions have gaps', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open(sparseStore);
  });
  afterEach(() => stage.close());

  const inspect = () => fsck({ queries: stage.pool, store: stage.store, log: stage.keys });
  const tamper = async (sql: string): Promise<void> => {
    const results = await stage.pool.query(`ALTER TABLE event_store.events DISABLE TRIGGER ALL; ${sql};
      ALTER TABLE event_store.events ENABLE TRIGGER ALL`);
    expect([results].flat().some(({ rowCount }) => (rowCount ?? 0) > 0)).toBe(true);
  };

  it('counts events, wherever the store keeps them, and goes on where another notary stopped', async () => {
    for (const [batchSize, size] of [
      [7, 300],
      [256, 600],
      [2_000, 1_000],
    ] as const) {
      const notary = stage.notary({ paces: { batchSize } });
      await stage.write(size - (await stage.status()).size);
      await stage.published(size);
      await notary.stop();
    }
    const events = await stage.events();
    expect(events.at(-1)!.position).toBe(sparsePosition(1_000n));
    expect(await stored(stage.pool)).toEqual(rebuilt(events));
    expect(stage.listening.errors()).toEqual([]);
  });

  it('finds the leaf of every event, to prove it, and waits for one that is just being written', async () => {
    stage.notary();
    const policy = anyOf(
      0,
      stage.keys.verifierKeys.map((key) => ({ key: parseVerifierKey(key) })),
      [],
    );
    for (const [written, count] of [
      [1, 1],
      [2, 2],
      [300, 297],
    ] as const) {
      await stage.write(count);
      const events = await stage.events();
      for (const index of [0, Math.floor(written / 2), written - 1]) {
        const event = events[index]!;
        const proof = openProofFile(
          await stage.log.proof(event.position, canonicalBytes(event), 20_000),
          policy,
        );
        expect(proof.index).toBe(index);
      }
    }
  });

  it('is inspected from end to end: nothing is found where nothing was changed, and events wait that are new', async () => {
    const notary = stage.notary();
    await stage.write(2_500, 500);
    await stage.published(2_500);
    await notary.stop();
    await stage.write(3);
    expect(await inspect()).toMatchObject({ leaves: 2_500, waiting: 3, findings: [] });
  });

  it.each([
    [
      'changed',
      `UPDATE event_store.events SET data = '{"amount":1}' WHERE position = 12`,
      [['event_changed', 1]],
      'at position 12437 ',
    ],
    [
      'deleted',
      'DELETE FROM event_store.events WHERE position = 12',
      [['event_missing', 1]],
      'at position 12437 ',
    ],
  ])('tells of an event that was %s, and of no other', async (_what, damage, expected, place) => {
    const notary = stage.notary();
    await stage.write(20);
    await stage.published(20);
    await notary.stop();
    await tamper(damage);
    const { findings, leaves, waiting } = await inspect();
    expect(findings.map(({ code, count }) => [code, count])).toEqual(expected);
    expect(findings[0]!.message).toContain(place);
    expect([leaves, waiting]).toEqual([20, 0]);
  });

  it('tells of an event that was put in afterwards, where there was a gap', async () => {
    const hidden = sparsePosition(6n);
    const without = (store: EventStore): EventStore => ({
      ...store,
      gapless: false,
      async *subscribe(after, options) {
        for await (const events of store.subscribe(after, options)) {
          yield events.filter(({ position }) => position !== hidden);
        }
      },
    });
    const notary = stage.notary({ store: without(stage.store) });
    await stage.write(20);
    await stage.published(19);
    await notary.stop();
    expect((await inspect()).findings).toEqual([
      {
        code: 'event_added',
        count: 1,
        message:
          'The event at position 6437 stands among events that are in the log, and is not in it: it was added afterwards.',
      },
    ]);
  });

  it('does not grow by events that come twice or in another order', async () => {
    const backwards = (store: EventStore): EventStore => ({
      ...store,
      async *subscribe(after, options) {
        for await (const events of store.subscribe(after, options)) yield events.toReversed();
      },
    });
    stage.notary({ store: backwards(stage.store) });
    await stage.write(2);
    await until(() => stage.listening.errors().length > 0);
    expect(stage.listening.errors()[0]).toBe(
      'THE LOG DOES NOT GROW ANY MORE: The event at position 1437 came after the one at 2437.',
    );
    expect((await stage.status()).size).toBe(0);
  });
});
