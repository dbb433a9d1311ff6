import {
  type AllStreamSubscription,
  END,
  type EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  type Position,
  START,
  streamNameFilter,
  type StreamSubscription,
} from '@eventstore/db-client';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { collect, numbered, numbersOf, openSubject, type Subject, take, unusedStream } from './subject.js';

let subject: Subject;
let client: EventStoreDBClient;

beforeAll(async () => {
  subject = await openSubject();
  client = subject.client;
});
afterAll(() => subject.end());

let background: Promise<unknown>[] = [];
afterEach(async () => {
  await Promise.all(background);
  background = [];
});

/** Writes when the subscription has caught up; the test does not end before. */
function onceCaughtUp(
  subscription: StreamSubscription | AllStreamSubscription,
  act: () => Promise<unknown>,
): void {
  subscription.once('caughtUp', () => background.push(act()));
}

/** An event a stream, so that a prefix finds as many streams as events. */
async function write(prefix: string, ...numbers: number[]): Promise<void> {
  for (const number of numbers) await client.appendToStream(`${prefix}-${number}`, numbered(number));
}

describe('a subscription to $all', () => {
  it('is confirmed, gives what there is, says that it has caught up, and gives what comes', async () => {
    const prefix = unusedStream();
    await write(prefix, 0, 1);
    const told: string[] = [];
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({ prefixes: [prefix] }),
    });
    for (const name of ['confirmation', 'caughtUp'] as const) subscription.on(name, () => told.push(name));
    onceCaughtUp(subscription, () => write(prefix, 2));
    for await (const { event } of subscription) {
      told.push(String((event!.data as { number: number }).number));
      if (told.includes('2')) break;
    }
    expect(told).toEqual(['confirmation', '0', '1', 'caughtUp', '2']);
  });

  it('begins after its position', async () => {
    const prefix = unusedStream();
    await write(prefix, 0, 1, 2);
    const filter = streamNameFilter({ prefixes: [prefix] });
    const [first] = await take(client.subscribeToAll({ fromPosition: START, filter }), 1);
    const rest = await take(client.subscribeToAll({ fromPosition: first!.position!, filter }), 2);
    expect(numbersOf(rest)).toEqual([1, 2]);
  });

  it('from the end gives only what comes', async () => {
    const prefix = unusedStream();
    await write(prefix, 0);
    const subscription = client.subscribeToAll({
      fromPosition: END,
      filter: streamNameFilter({ prefixes: [prefix] }),
    });
    onceCaughtUp(subscription, () => write(prefix, 1));
    expect(numbersOf(await take(subscription, 1))).toEqual([1]);
  });

  it('can be filtered by prefix or pattern, of streams or of types', async () => {
    const prefix = unusedStream();
    const other = unusedStream();
    await write(prefix, 0);
    await write(other, 1);
    await write(prefix, 2);
    const filters = [
      streamNameFilter({ prefixes: ['nobody-', `${prefix}-`] }),
      streamNameFilter({ regex: `^${prefix}-\\d$` }),
    ];
    for (const filter of filters) {
      const events = await take(client.subscribeToAll({ fromPosition: START, filter }), 2);
      expect(numbersOf(events)).toEqual([0, 2]);
    }
    for (const filter of [eventTypeFilter({ prefixes: ['numb'] }), eventTypeFilter({ regex: '^number' })]) {
      const [event] = await take(client.subscribeToAll({ fromPosition: START, filter }), 1);
      expect(event!.type).toBe('numbered');
    }
  });

  it('without a filter gives the events of the server too', async () => {
    await write(unusedStream(), 0);
    const all = client.subscribeToAll({ fromPosition: START });
    const [first] = await take(all, 1);
    expect(first!.type.startsWith('$')).toBe(true);
    const ours = client.subscribeToAll({ fromPosition: START, filter: excludeSystemEvents() });
    const [own] = await take(ours, 1);
    expect(own!.type.startsWith('$')).toBe(false);
  });

  it('gives more than the server keeps ready to a reader that takes its time', async () => {
    const prefix = unusedStream();
    const subscription = client.subscribeToAll({
      fromPosition: END,
      filter: streamNameFilter({ prefixes: [prefix] }),
    });
    const numbers = Array.from({ length: 200 }, (_, number) => number);
    await once(subscription.resume().pause(), 'caughtUp');
    await client.appendToStream(
      `${prefix}-many`,
      numbers.map((number) => numbered(number)),
    );
    expect(numbersOf(await take(subscription, 200))).toEqual(numbers);
  });
});

describe('a checkpoint of a filtered subscription', () => {
  /** A checkpoint, and how many events came before it. */
  interface Checkpoint {
    readonly position: Position;
    readonly events: number;
  }

  async function checkpointsOf(prefix: string, fromPosition: Position): Promise<Checkpoint[]> {
    const checkpoints: Checkpoint[] = [];
    let events = 0;
    const filter = streamNameFilter({
      prefixes: [prefix],
      checkpointInterval: 1,
      checkpointReached: async (_, position) => {
        // What came before gets its turn first; what comes after waits for this promise.
        await turn();
        checkpoints.push({ position, events });
      },
    });
    const subscription = client.subscribeToAll({ fromPosition, filter });
    subscription.on('data', () => (events += 1));
    await once(subscription, 'caughtUp');
    await subscription.unsubscribe();
    return checkpoints;
  }

  async function writeMany(stream: string): Promise<Position> {
    const events = Array.from({ length: 100 }, (_, number) => numbered(number));
    await client.appendToStream(stream, events);
    const [first] = await collect(client.readStream(stream, { maxCount: 1 }));
    return first!.position!;
  }

  it('tells how far the server has looked when nothing matches', async () => {
    const first = await writeMany(unusedStream());
    const positions = (await checkpointsOf('nobody-', first)).map(({ position }) => position);
    const commits = positions.map(({ commit }) => commit);
    expect(commits.length).toBeGreaterThanOrEqual(2);
    expect([...commits].sort((a, b) => Number(a - b))).toEqual(commits);
    expect(commits.at(-1)! > first.commit).toBe(true);
    // Such a place lies before the event at the same commit, which a reader must not take for done.
    expect(positions.some(({ commit, prepare }) => prepare < commit)).toBe(true);
  });

  it('is a place to go on from: nothing is left out, nothing comes twice', async () => {
    const stream = unusedStream();
    const first = await writeMany(stream);
    const checkpoints = (await checkpointsOf(stream, first)).filter(({ events }) => events < 99);
    expect(checkpoints.length).toBeGreaterThan(0);
    const filter = streamNameFilter({ prefixes: [stream] });
    for (const { position, events } of checkpoints) {
      const [next] = await take(client.subscribeToAll({ fromPosition: position, filter }), 1);
      expect(next!.revision).toBe(BigInt(events) + 1n);
    }
  });
});

describe('a subscription to a stream', () => {
  it('begins after its revision and gives what comes', async () => {
    const stream = unusedStream();
    await client.appendToStream(stream, [numbered(0), numbered(1)]);
    const subscription = client.subscribeToStream(stream, { fromRevision: 0n });
    onceCaughtUp(subscription, () => client.appendToStream(stream, [numbered(2)]));
    expect(numbersOf(await take(subscription, 2))).toEqual([1, 2]);
  });

  it('waits for a stream that is not there yet', async () => {
    const stream = unusedStream();
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    onceCaughtUp(subscription, () => client.appendToStream(stream, [numbered(0)]));
    expect(numbersOf(await take(subscription, 1))).toEqual([0]);
  });

  it('ends with an error when the stream gets its tombstone', async () => {
    const stream = unusedStream();
    await client.appendToStream(stream, [numbered(0)]);
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    onceCaughtUp(subscription, () => client.tombstoneStream(stream));
    await expect(take(subscription, 9)).rejects.toMatchObject({ type: 'stream-deleted' });
  });
});
