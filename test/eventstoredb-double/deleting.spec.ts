import { BACKWARDS, END, type EventStoreDBClient } from '@eventstore/db-client';
import { collect, numbered, numbersOf, openSubject, type Subject, take, unusedStream } from './subject.js';

let subject: Subject;
let client: EventStoreDBClient;

beforeAll(async () => {
  subject = await openSubject();
  client = subject.client;
});
afterAll(() => subject.end());

async function deletedStream(): Promise<string> {
  const stream = unusedStream();
  await client.appendToStream(stream, [numbered(0), numbered(1)], { expectedRevision: 'no_stream' });
  await client.deleteStream(stream, { expectedRevision: 1n });
  return stream;
}

describe('a softly deleted stream', () => {
  it('reads as not found', async () => {
    const stream = await deletedStream();
    await expect(collect(client.readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it.each(['no_stream', 'any', 1n] as const)(
    'goes on counting when it is written again, expecting %s, and shows what is new',
    async (expectedRevision) => {
      const stream = await deletedStream();
      const answer = await client.appendToStream(stream, [numbered(2)], { expectedRevision });
      expect(answer.nextExpectedRevision).toBe(2n);
      expect(numbersOf(await collect(client.readStream(stream)))).toEqual([2]);
      const backwards = client.readStream(stream, { direction: BACKWARDS, fromRevision: END });
      expect(numbersOf(await collect(backwards))).toEqual([2]);
    },
  );

  it('does not exist to a writer who expects that it does', async () => {
    const stream = await deletedStream();
    await expect(
      client.appendToStream(stream, [numbered(2)], { expectedRevision: 'stream_exists' }),
    ).rejects.toMatchObject({ type: 'stream-deleted', streamName: stream });
  });

  it('still knows what was written before', async () => {
    const stream = unusedStream();
    const events = [numbered(0), numbered(1)];
    await client.appendToStream(stream, events, { expectedRevision: 'no_stream' });
    await client.deleteStream(stream);
    const again = await client.appendToStream(stream, events, { expectedRevision: 'no_stream' });
    expect(again.nextExpectedRevision).toBe(1n);
    await expect(collect(client.readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('has its events in $all until a scavenge', async () => {
    const stream = await deletedStream();
    const latest = client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 50 });
    const streams = (await collect(latest)).map(({ streamId }) => streamId);
    expect(streams.filter((name) => name === stream)).toHaveLength(2);
    expect(streams).toContain(`$$${stream}`);
  });

  it('gives a subscriber only what comes after the deletion', async () => {
    const stream = await deletedStream();
    await client.appendToStream(stream, [numbered(2)]);
    expect(numbersOf(await take(client.subscribeToStream(stream, { fromRevision: 'start' }), 1))).toEqual([
      2,
    ]);
  });
});

describe('a deletion', () => {
  it('is refused at another revision than the expected', async () => {
    const stream = unusedStream();
    await client.appendToStream(stream, [numbered(0), numbered(1)]);
    await expect(client.deleteStream(stream, { expectedRevision: 0n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: 0n,
      actualVersion: 1n,
    });
  });
});

describe('a tombstone', () => {
  it('ends a stream for reading and writing', async () => {
    const stream = unusedStream();
    await client.appendToStream(stream, [numbered(0)]);
    await client.tombstoneStream(stream);
    await expect(collect(client.readStream(stream))).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(client.appendToStream(stream, [numbered(1)])).rejects.toMatchObject({
      type: 'stream-deleted',
      streamName: stream,
    });
  });
});
