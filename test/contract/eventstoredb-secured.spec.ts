import { type EventStore, type RecordedEvent } from '#event-store';
import { openEventStoreDb } from '#event-store/eventstoredb/index.js';
import { type Double, startDouble } from '../eventstoredb-double/double.js';
import { freshStream, newEvents } from './events.js';
import { appended, readEverything, take } from './harness.js';

const PASSWORD = 'ch@nge:it';
const unavailable = 'EventStoreUnavailable';

describe('the event store on an EventStoreDB with TLS and users', () => {
  let double: Double;
  const opened: EventStore[] = [];

  beforeAll(async () => {
    double = await startDouble({
      tls: true,
      users: {
        semina: { password: PASSWORD, isAdministrator: true },
        ordinary: { password: 'weed' },
      },
    });
  });
  afterAll(async () => {
    await Promise.all(opened.map((store) => store.close()));
    await double.close();
  });

  const openFor = (user: string, password: string, scheme = 'esdb'): EventStore =>
    open(double.connectionStringFor(user, encodeURIComponent(password)).replace('esdb', scheme));
  const open = (connectionString: string): EventStore => {
    const store = openEventStoreDb({
      connectionString,
      streamPrefixes: ['coproduction-'],
      answerTimeoutMs: 2_000,
      giveUpMs: 2_500,
    });
    opened.push(store);
    return store;
  };

  it.each(['esdb', 'esdb+discover'])(
    'is written, read and followed by whoever %s:// names with the password',
    async (scheme) => {
      const store = openFor('semina', PASSWORD, scheme);
      const stream = freshStream();
      const events = newEvents(3);
      const before = await store.head();
      const { lastPosition } = appended(await store.append(stream, 'none', events));
      const ids = (read: readonly RecordedEvent[]): string[] => read.map(({ id }) => id);
      const written = events.map(({ id }) => id);
      expect(ids(await store.readStream(stream, 0, 10))).toEqual(written);
      expect(ids(await readEverything(store)).slice(-3)).toEqual(written);
      expect(ids((await take(store, 3, { after: before })).flat())).toEqual(written);
      expect(await store.head()).toBe(lastPosition);
    },
  );

  it.each([
    { who: 'a wrong password', opening: () => openFor('semina', 'w3ed') },
    { who: 'no password', opening: () => open(double.connectionString) },
  ])(
    'says at once that $who is let in nowhere, and not what the password was',
    async ({ opening }) => {
      const store = opening();
      const asked = [
        () => store.append(freshStream(), 'none', newEvents(1)),
        () => store.readStream(freshStream(), 0, 1),
        () => store.head(),
        () => take(store, 1),
      ];
      for (const ask of asked) {
        const error = await ask().catch((refusal: unknown) => refusal as Error);
        expect(error).toMatchObject({
          name: unavailable,
          message: expect.stringContaining('access-denied') as string,
        });
        expect(String((error as Error).stack)).not.toContain('w3ed');
      }
    },
    20_000,
  );

  it('says to whoever follows it that only an administrator may', async () => {
    const store = openFor('ordinary', 'weed');
    appended(await store.append(freshStream(), 'none', newEvents(1)));
    await expect(take(store, 1)).rejects.toMatchObject({
      name: unavailable,
      message: expect.stringContaining('access-denied') as string,
    });
  }, 20_000);

  it('is not believed without a certificate of the authority that is named', async () => {
    const stranger = await startDouble({ tls: true });
    const [, authority] = double.connectionString.split('?');
    const store = open(`esdb://127.0.0.1:${stranger.port}?${authority}`);
    await expect(store.append(freshStream(), 'none', newEvents(1))).rejects.toMatchObject({
      name: unavailable,
    });
    await expect(store.head()).rejects.toMatchObject({ name: unavailable });
    expect(stranger.written.filter(({ stream }) => stream.startsWith('coproduction-'))).toEqual([]);
    await stranger.close();
  });
});
