import { canonicalBytes, type EventStore, type RecordedEvent } from '#event-store';
import { type Double, startDouble } from '../eventstoredb-double/double.js';
import { type Fault } from '../eventstoredb-double/faults.js';
import { runCrowd, verifyCrowd } from './crowd.js';
import { newEvent, newEvents } from './events.js';
import { openEventStoreDbHarness, writeAsStranger } from './eventstoredb-harness.js';
import { appended, type Harness, readEverything, take } from './harness.js';

const unavailable = { name: 'EventStoreUnavailable' };
const WRITERS = 64;
const APPENDS_EACH = 4;

describe('the event store on EventStoreDB, when something breaks', () => {
  let double: Double;
  let harness: Harness;
  let store: EventStore;

  beforeEach(async () => {
    double = await startDouble();
    harness = await openEventStoreDbHarness(double.connectionString, {
      answerTimeoutMs: 1_000,
      giveUpMs: 10_000,
    });
    store = harness.open();
  });
  afterEach(async () => {
    double.faults.switchOff();
    await harness.close();
    await double.close();
  });

  describe('an append', () => {
    it.each<[string, Fault]>([
      ['the answer was lost with the connection', { kind: 'answer-lost', then: 'cut' }],
      ['nothing was ever said', { kind: 'answer-lost', then: 'silence' }],
      ['nothing was done and nothing said', { kind: 'no-answer' }],
      ['the answer came too late', { kind: 'late-answer', afterMs: 1_500 }],
      ['the request was held up, and written later', { kind: 'late-request', afterMs: 1_200 }],
      ['it arrived twice', { kind: 'duplicate' }],
      ['the connection was cut before', { kind: 'cut' }],
      ['the server was not ready', { kind: 'not-ready' }],
      ['the server cancelled it', { kind: 'cancelled' }],
      ['the server gave up waiting for its followers', { kind: 'timed-out' }],
      ['the server was unavailable', { kind: 'unavailable' }],
    ])('is written once and answered as written, though %s', async (_, fault) => {
      const stream = harness.stream();
      appended(await store.append(stream, 'none', newEvents(1)));
      double.faults.switchOn('append', fault, { times: 1 });
      const events = newEvents(3);
      const result = appended(await store.append(stream, 0, events));
      expect(double.faults.struck('append')).toBe(1);
      expect(result).toMatchObject({ firstRevision: 1, lastRevision: 3, repeated: false });
      const read = await store.readStream(stream, 0, 10);
      expect(read.slice(1).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      expect(read.slice(1).map(({ position }) => position)).toEqual(result.positions);
    });

    it('is answered as written to whoever expects nothing of the stream, too', async () => {
      const stream = harness.stream();
      double.faults.switchOn('append', { kind: 'answer-lost', then: 'cut' }, { times: 2 });
      const result = appended(await store.append(stream, 'any', newEvents(2)));
      expect(result).toMatchObject({ firstRevision: 0, repeated: false });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(2);
    });

    it('is answered as written when another has written behind it before the answer could be asked for again', async () => {
      const stream = harness.stream();
      const other = harness.open();
      double.faults.switchOn('append', { kind: 'answer-lost', then: 'silence' }, { times: 1 });
      const slow = store.append(stream, 'none', newEvents(2));
      let second = await other.append(stream, 1, newEvents(1));
      while (second.status === 'conflict') second = await other.append(stream, 1, newEvents(1));
      expect(appended(await slow)).toMatchObject({ firstRevision: 0, lastRevision: 1, repeated: false });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(3);
    });

    it('says that nobody answers when the server is silent for too long, and is not written twice when sent again', async () => {
      const patient = await openEventStoreDbHarness(double.connectionString, {
        answerTimeoutMs: 600,
        giveUpMs: 1_000,
      });
      const stream = patient.stream();
      const events = newEvents(2);
      const off = double.faults.switchOn('append', { kind: 'answer-lost', then: 'silence' });
      const impatient = patient.open();
      await expect(impatient.append(stream, 'none', events)).rejects.toMatchObject(unavailable);
      off();
      expect(await impatient.append(stream, 'none', events)).toMatchObject({
        status: 'appended',
        repeated: true,
      });
      expect(await impatient.readStream(stream, 0, 10)).toHaveLength(2);
      await patient.close();
    });

    it('says at once that the server lets nobody in, and sends nothing again', async () => {
      double.faults.switchOn('append', { kind: 'access-denied' });
      await expect(store.append(harness.stream(), 'none', newEvents(1))).rejects.toMatchObject({
        ...unavailable,
        message: expect.stringContaining('access-denied') as string,
      });
      expect(double.faults.struck('append')).toBe(1);
    });

    it('of one process is not touched by the connection of another store of that process', async () => {
      const broken = await startDouble();
      const elsewhere = await openEventStoreDbHarness(broken.connectionString, { answerTimeoutMs: 1_000 });
      const other = elsewhere.open();
      const lost = newEvents(1);
      broken.faults.switchOn('append', { kind: 'no-answer' }, { times: 1 });
      double.faults.switchOn('append', { kind: 'late-answer', afterMs: 300 }, { times: 20 });
      const stream = elsewhere.stream();
      const held = other.append(stream, 'none', lost);
      const own = Array.from({ length: 20 }, () => store.append(harness.stream(), 'none', newEvents(1)));
      while (broken.faults.struck('append') === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      broken.cutConnections();
      for (const append of own) expect(appended(await append).repeated).toBe(false);
      expect(double.faults.struck('append')).toBe(20);
      expect(appended(await held).repeated).toBe(false);
      await elsewhere.close();
      await broken.close();
    });
  });

  it('says so when there is no server at all, and does not fall', async () => {
    const nowhere = await startDouble();
    const doors = await openEventStoreDbHarness(nowhere.connectionString, {
      answerTimeoutMs: 300,
      giveUpMs: 500,
    });
    await nowhere.close();
    const nobody = doors.open();
    await expect(nobody.append(doors.stream(), 'none', newEvents(1))).rejects.toMatchObject(unavailable);
    await expect(nobody.readStream(doors.stream(), 0, 1)).rejects.toMatchObject(unavailable);
    await expect(nobody.readAll(1n, { limit: 1 })).rejects.toMatchObject(unavailable);
    await expect(nobody.head()).rejects.toMatchObject(unavailable);
    const end = new AbortController();
    const reading = nobody.subscribe(0n, { signal: end.signal })[Symbol.asyncIterator]().next();
    end.abort();
    expect(await reading).toMatchObject({ done: true });
    await doors.close();
  });

  it('says so when a read is not answered, also in the middle, and reads when it is asked again', async () => {
    const stream = harness.stream();
    appended(await store.append(stream, 'none', newEvents(20)));
    double.faults.switchOn('read', { kind: 'no-answer' }, { times: 1 });
    await expect(store.readStream(stream, 0, 20)).rejects.toMatchObject(unavailable);
    double.faults.switchOn('read', { kind: 'cut' }, { times: 1, afterEvents: 7 });
    await expect(store.readStream(stream, 0, 20)).rejects.toMatchObject(unavailable);
    double.faults.switchOn('read', { kind: 'access-denied' }, { times: 1 });
    await expect(store.head()).rejects.toThrow('access-denied');
    expect(await store.readStream(stream, 0, 20)).toHaveLength(20);
  });

  it('goes to the leader when the server says that it is not', async () => {
    const leader = await startDouble();
    const notLeader = { kind: 'not-leader', host: '127.0.0.1', port: leader.port } as const;
    for (const method of ['append', 'read', 'subscribe'] as const) double.faults.switchOn(method, notLeader);
    const stream = harness.stream();
    const reading = take(store, 2);
    expect(appended(await store.append(stream, 'none', newEvents(2))).lastRevision).toBe(1);
    expect((await reading).flat()).toHaveLength(2);
    expect(leader.written.filter((event) => event.stream === stream)).toHaveLength(2);
    await harness.close();
    await leader.close();
  });

  describe('a subscription', () => {
    it.each<[string, Fault]>([
      ['cut', { kind: 'cut' }],
      ['cancelled by the server', { kind: 'cancelled' }],
      ['dropped because it was too slow', { kind: 'too-slow' }],
      ['given an event twice', { kind: 'duplicate' }],
      ['told to ask another', { kind: 'unavailable' }],
    ])(
      'loses nothing and gives nothing twice when it is %s in the middle, again and again',
      async (_, fault) => {
        const stream = harness.stream();
        appended(await store.append(stream, 'none', newEvents(60)));
        double.faults.switchOn('subscribe', fault, { times: 3, afterEvents: 11 });
        const reading = take(store, 100, { batchSize: 7 });
        appended(await store.append(stream, 59, newEvents(40)));
        expect(revisionsOf((await reading).flat())).toEqual(Array.from({ length: 100 }, (_, at) => at));
        expect(double.faults.struck('subscribe')).toBeGreaterThan(0);
      },
    );

    it('begins anew when it is not confirmed', async () => {
      double.faults.switchOn('subscribe', { kind: 'no-answer' }, { times: 1 });
      const reading = take(store, 2);
      appended(await store.append(harness.stream(), 'none', newEvents(2)));
      expect((await reading).flat()).toHaveLength(2);
    });

    it('goes on after the last event that was dealt with when the server dies and comes back', async () => {
      const stream = harness.stream();
      appended(await store.append(stream, 'none', newEvents(5)));
      const { signal } = new AbortController();
      const reader = store.subscribe(0n, { batchSize: 5, signal })[Symbol.asyncIterator]();
      const got: RecordedEvent[] = [...((await reader.next()).value as RecordedEvent[])];
      await double.kill();
      await double.restart();
      appended(await store.append(stream, 4, newEvents(5)));
      while (got.length < 10) got.push(...((await reader.next()).value as RecordedEvent[]));
      expect(revisionsOf(got)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      await reader.return?.();
    });

    it('stands still, and says why, before an event that a stranger has put into a stream of ours', async () => {
      const stream = harness.stream();
      appended(await store.append(stream, 'none', newEvents(2)));
      await writeAsStranger(double.connectionString, stream, 1);
      await expect(take(store, 3)).rejects.toThrow('was not written by this program');
      await expect(store.readStream(stream, 0, 10)).rejects.toMatchObject({ name: 'EventUnreadable' });
    });

    it('leaves nothing open at the server when it ends', async () => {
      const end = new AbortController();
      const reading = store.subscribe(0n, { signal: end.signal })[Symbol.asyncIterator]().next();
      while (double.subscriptions === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      end.abort();
      expect(await reading).toMatchObject({ done: true });
      while (double.subscriptions > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    });
  });

  it('finds what 64 writers were told to be written exactly once, and so do all readers, though the server is killed twice', async () => {
    const doors = [harness.open(), harness.open()];
    const killsAt = [60, 160];
    const restarts: Promise<void>[] = [];
    const crowd = await runCrowd(doors, {
      stream: harness.stream,
      writers: WRITERS,
      streams: 8,
      appendsEach: APPENDS_EACH,
      onAcknowledged: (count) => {
        if (count === killsAt[restarts.length]) restarts.push(double.kill().then(() => double.restart()));
      },
    });
    await Promise.all(restarts);
    expect(restarts).toHaveLength(2);
    verifyCrowd(crowd, await readEverything(store));
    expect(crowd.acknowledged).toHaveLength(WRITERS * APPENDS_EACH);
  }, 120_000);

  it('reads the same event as the same bytes whichever way it is read, with its own time and position', async () => {
    const stream = harness.stream();
    const data = { huge: 1.7976931348623157e308, text: '\u2028 è 🌾', 10: 'ten', 9: 'nine', below: -0 };
    appended(await store.append(stream, 'none', [newEvent({ data }), newEvent({ data })]));
    const once = (await store.readStream(stream, 0, 2)).map((event) => Buffer.from(canonicalBytes(event)));
    const all = (await readEverything(harness.open())).map((event) => Buffer.from(canonicalBytes(event)));
    const followed = (await take(store, 2)).flat().map((event) => Buffer.from(canonicalBytes(event)));
    expect(all).toEqual(once);
    expect(followed).toEqual(once);
  });
});

const revisionsOf = (events: readonly RecordedEvent[]): number[] => events.map(({ revision }) => revision);
