import { BACKWARDS, END, type EventStoreDBClient, FORWARDS, START } from '@eventstore/db-client';
import { collect, numbered, numbersOf, openSubject, type Subject, unusedStream } from './subject.js';

let subject: Subject;
let client: EventStoreDBClient;

beforeAll(async () => {
  subject = await openSubject();
  client = subject.client;
});
afterAll(() => subject.end());

async function streamOf(count: number): Promise<string> {
  const stream = unusedStream();
  const events = Array.from({ length: count }, (_, number) => numbered(number));
  await client.appendToStream(stream, events, { expectedRevision: 'no_stream' });
  return stream;
}

describe('a read of a stream', () => {
  const read = async (...parameters: Parameters<EventStoreDBClient['readStream']>): Promise<number[]> =>
    numbersOf(await collect(client.readStream(...parameters)));

  it('begins at its revision, forwards and backwards', async () => {
    const stream = await streamOf(5);
    expect(await read(stream, { fromRevision: 2n })).toEqual([2, 3, 4]);
    expect(await read(stream, { fromRevision: 2n, direction: BACKWARDS })).toEqual([2, 1, 0]);
  });

  it('begins at either end and stops at its limit', async () => {
    const stream = await streamOf(5);
    expect(await read(stream, { fromRevision: START, maxCount: 2 })).toEqual([0, 1]);
    expect(await read(stream, { fromRevision: END, direction: BACKWARDS, maxCount: 2 })).toEqual([4, 3]);
  });

  it('from after the last event is empty, and no error', async () => {
    const stream = await streamOf(2);
    expect(await read(stream, { fromRevision: 2n })).toEqual([]);
    expect(await read(stream, { fromRevision: 99n })).toEqual([]);
  });

  it('of a stream that is not there fails as not found', async () => {
    const stream = unusedStream();
    await expect(read(stream)).rejects.toMatchObject({ type: 'stream-not-found', streamName: stream });
  });

  it('takes streams of many pages', async () => {
    const stream = await streamOf(100);
    expect(await read(stream)).toEqual(Array.from({ length: 100 }, (_, number) => number));
  });
});

describe('a read of $all', () => {
  it('begins with the event at its position, forwards', async () => {
    const stream = await streamOf(3);
    const [first] = await collect(client.readStream(stream));
    const everything = await collect(
      client.readAll({ direction: FORWARDS, fromPosition: first!.position!, maxCount: 3 }),
    );
    expect(everything[0]).toMatchObject({ streamId: stream, revision: 0n });
  });

  it('begins with the event before its position, backwards', async () => {
    const stream = await streamOf(3);
    const events = await collect(client.readStream(stream));
    const [before] = await collect(
      client.readAll({ direction: BACKWARDS, fromPosition: events[1]!.position!, maxCount: 1 }),
    );
    expect(before).toMatchObject({ streamId: stream, revision: 0n });
  });

  it('has positions that grow by more than one, and events of the server among ours', async () => {
    await streamOf(1);
    await streamOf(1);
    const everything = await collect(client.readAll({ direction: FORWARDS, fromPosition: START }));
    const commits = everything.map(({ position }) => position!.commit);
    expect(commits.slice(1).every((commit, index) => commit > commits[index]! + 1n)).toBe(true);
    expect(everything.some(({ streamId }) => streamId.startsWith('$'))).toBe(true);
  });

  it('from the end is empty forwards, and begins with the latest backwards', async () => {
    const stream = await streamOf(1);
    expect(await collect(client.readAll({ direction: FORWARDS, fromPosition: END }))).toEqual([]);
    const latest = await collect(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 50 }));
    expect(latest.map(({ streamId }) => streamId)).toContain(stream);
  });

  it('from a position inside an event is refused', async () => {
    const stream = await streamOf(1);
    const [event] = await collect(client.readStream(stream));
    const { commit, prepare } = event!.position!;
    const inside = { commit: commit + 1n, prepare: prepare + 1n };
    await expect(collect(client.readAll({ fromPosition: inside, maxCount: 1 }))).rejects.toBeInstanceOf(
      Error,
    );
  });
});
