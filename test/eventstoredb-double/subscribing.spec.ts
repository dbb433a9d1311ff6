import {
  END,
  type EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  type Position,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { once } from 'node:events';
import {
  collect,
  numbered,
  numbersOf,
  openSubject,
  type Subject,
  take,
  unusedStream,
} from './reading-with-the-client.js';

let subject: Subject;
let client: EventStoreDBClient;

beforeAll(async () => {
  subject = await openSubject();
  client = subject.client;
});
afterAll(() => subject.end());

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
    subscription.once('caughtUp', () => void write(prefix, 2));
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
    subscription.once('caughtUp', () => void write(prefix, 1));
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
  async function checkpointsOf(prefix: string, fromPosition: Position | 'start'): Promise<Position[]> {
    const checkpoints: Position[] = [];
    const filter = streamNameFilter({
      prefixes: [prefix],
      checkpointInterval: 1,
      checkpointReached: async (_, position) => void checkpoints.push(position),
    });
    const subscription = client.subscribeToAll({ fromPosition, filter });
    subscription.resume();
    await once(subscription, 'caughtUp');
    await subscription.unsubscribe();
    return checkpoints;
  }

  it('tells how far the server has looked when nothing matches', async () => {
    const stream = unusedStream();
    await client.appendToStream(
      stream,
      Array.from({ length: 100 }, (_, number) => numbered(number)),
    );
    const [first] = await collect(client.readStream(stream, { maxCount: 1 }));
    const checkpoints = await checkpointsOf('nobody-', first!.position!);
    const commits = checkpoints.map(({ commit }) => commit);
    expect(commits.length).toBeGreaterThanOrEqual(2);
    expect([...commits].sort((a, b) => Number(a - b))).toEqual(commits);
    expect(commits.at(-1)! > first!.position!.commit).toBe(true);
  });

  it('is a place to go on from: nothing is left out, nothing comes twice', async () => {
    const prefix = unusedStream();
    const stream = `${prefix}-one`;
    const numbers = Array.from({ length: 100 }, (_, number) => number);
    await client.appendToStream(
      stream,
      numbers.map((number) => numbered(number)),
    );
    const [first] = await collect(client.readStream(stream, { maxCount: 1 }));
    const checkpoints = await checkpointsOf(prefix, first!.position!);
    const events = await collect(client.readStream(stream));
    const filter = streamNameFilter({ prefixes: [prefix] });
    for (const checkpoint of checkpoints) {
      const after = events.filter(
        ({ position }) =>
          position!.commit > checkpoint.commit ||
          (position!.commit === checkpoint.commit && position!.prepare > checkpoint.prepare),
      );
      if (after.length === 0) continue;
      const [next] = await take(client.subscribeToAll({ fromPosition: checkpoint, filter }), 1);
      expect(next!.revision).toBe(after[0]!.revision);
    }
  });
});

describe('a subscription to a stream', () => {
  it('begins after its revision and gives what comes', async () => {
    const stream = unusedStream();
    await client.appendToStream(stream, [numbered(0), numbered(1)]);
    const subscription = client.subscribeToStream(stream, { fromRevision: 0n });
    subscription.once('caughtUp', () => void client.appendToStream(stream, [numbered(2)]));
    expect(numbersOf(await take(subscription, 2))).toEqual([1, 2]);
  });

  it('waits for a stream that is not there yet', async () => {
    const stream = unusedStream();
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    subscription.once('caughtUp', () => void client.appendToStream(stream, [numbered(0)]));
    expect(numbersOf(await take(subscription, 1))).toEqual([0]);
  });

  it('ends with an error when the stream gets its tombstone', async () => {
    const stream = unusedStream();
    await client.appendToStream(stream, [numbered(0)]);
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    subscription.once('caughtUp', () => void client.tombstoneStream(stream));
    await expect(take(subscription, 9)).rejects.toMatchObject({ type: 'stream-deleted' });
  });
});
