import { type EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { collect, numbered, numbersOf, openSubject, type Subject, unusedStream } from './subject.js';

/** In one test by the batch the client prefers, in the other by the call of its own that it uses with credentials. */
const WAYS = [
  { way: 'in a batch', options: {} },
  { way: 'by a call of its own', options: { credentials: { username: 'admin', password: 'changeit' } } },
];

describe.each(WAYS)('an append $way', ({ options }) => {
  let subject: Subject;
  let client: EventStoreDBClient;
  const append = (stream: string, events: ReturnType<typeof numbered>[], expectedRevision: never) =>
    client.appendToStream(stream, events, { ...options, expectedRevision });
  const expecting = (revision: bigint | 'any' | 'no_stream' | 'stream_exists') => revision as never;

  beforeAll(async () => {
    subject = await openSubject();
    client = subject.client;
  });
  afterAll(() => subject.end());

  const streamOf = async (
    ...numbers: number[]
  ): Promise<{ stream: string; events: ReturnType<typeof numbered>[] }> => {
    const stream = unusedStream();
    const events = numbers.map((number) => numbered(number));
    await append(stream, events, expecting('no_stream'));
    return { stream, events };
  };
  const read = async (stream: string): Promise<number[]> =>
    numbersOf(await collect(client.readStream(stream)));

  it('answers with the revision and the position of its last event', async () => {
    const stream = unusedStream();
    const answer = await append(stream, [numbered(0), numbered(1)], expecting('no_stream'));
    const [, last] = await collect(client.readStream(stream));
    expect(answer).toMatchObject({ success: true, nextExpectedRevision: 1n, position: last?.position });
  });

  it.each(['no_stream', 'any', 'stream_exists', 1n] as const)(
    'that expects %s and is repeated succeeds as the first time',
    async (expected) => {
      const { stream } = await streamOf(0, 1);
      const target = expected === 'no_stream' ? unusedStream() : stream;
      const events = [numbered(2), numbered(3)];
      const first = await append(target, events, expecting(expected));
      expect(await append(target, events, expecting(expected))).toEqual(first);
      expect(numbersOf(await collect(client.readStream(target))).slice(-2)).toEqual([2, 3]);
    },
  );

  it('is known again when others have written after it', async () => {
    const { stream, events } = await streamOf(0, 1);
    await append(stream, [numbered(2)], expecting(1n));
    const again = await append(stream, events, expecting('no_stream'));
    expect(again).toMatchObject({ success: true, nextExpectedRevision: 1n });
    expect(await read(stream)).toEqual([0, 1, 2]);
  });

  it('is known again by its first events alone', async () => {
    const { stream, events } = await streamOf(0, 1);
    const again = await append(stream, events.slice(0, 1), expecting('no_stream'));
    expect(again).toMatchObject({ success: true, nextExpectedRevision: 0n });
  });

  it('is refused when only a part of it was written before', async () => {
    const { stream, events } = await streamOf(0, 1);
    for (const expected of ['no_stream', 'any', 'stream_exists'] as const) {
      await expect(append(stream, [...events, numbered(2)], expecting(expected))).rejects.toMatchObject({
        type: 'wrong-expected-version',
        actualVersion: 1n,
      });
    }
    expect(await read(stream)).toEqual([0, 1]);
  });

  it('is refused when the same ids are expected at another place', async () => {
    const { stream, events } = await streamOf(0, 1);
    await expect(append(stream, events, expecting(0n))).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
  });

  it('writes the same ids once more where the expected revision is the last', async () => {
    const { stream, events } = await streamOf(0, 1);
    const again = await append(stream, events, expecting(1n));
    expect(again).toMatchObject({ success: true, nextExpectedRevision: 3n });
    expect(await read(stream)).toEqual([0, 1, 0, 1]);
  });

  it.each([
    { expected: 'no_stream' as const, said: 'no_stream' },
    { expected: 0n, said: 0n },
    { expected: 7n, said: 7n },
  ])('that expects $said of a stream at revision 1 is refused', async ({ expected, said }) => {
    const { stream } = await streamOf(0, 1);
    await expect(append(stream, [numbered(9)], expecting(expected))).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName: stream,
      expectedVersion: said,
      actualVersion: 1n,
    });
  });

  it.each(['stream_exists', 0n] as const)(
    'that expects %s is refused where there is no stream',
    async (expected) => {
      await expect(append(unusedStream(), [numbered(0)], expecting(expected))).rejects.toMatchObject({
        type: 'wrong-expected-version',
        expectedVersion: expected,
        actualVersion: 'no_stream',
      });
    },
  );

  it('of one mebibyte is taken; one byte more is refused whole', async () => {
    const stream = unusedStream();
    const limit = 1_048_576;
    const bytesBesideTheText = Buffer.byteLength('{"text":""}') + 2 * 'large'.length;
    const large = (bytes: number) =>
      jsonEvent({ type: 'large', data: { text: 'x'.repeat(bytes - bytesBesideTheText) } });
    await expect(append(stream, [large(limit + 1)], expecting('no_stream'))).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: limit,
    });
    await expect(
      append(stream, [large(limit / 2), large(limit / 2 + 1)], expecting('no_stream')),
    ).rejects.toMatchObject({ type: 'maximum-append-size-exceeded' });
    expect(await append(stream, [large(limit)], expecting('no_stream'))).toMatchObject({ success: true });
  });

  it('whose deadline has passed is refused and not written', async () => {
    const stream = unusedStream();
    const late = { ...options, deadline: -1_000, expectedRevision: 'no_stream' } as const;
    await expect(client.appendToStream(stream, numbered(0), late)).rejects.toMatchObject({
      type: 'deadline-exceeded',
    });
    await expect(read(stream)).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('keeps data, metadata, type, id and the time', async () => {
    const stream = unusedStream();
    const id = randomUUID();
    const before = Date.now() - 60_000;
    await append(stream, [{ ...numbered(5, id), metadata: { commandId: 'c-1' } }], expecting('no_stream'));
    const [event] = await collect(client.readStream(stream));
    expect(event).toMatchObject({
      id,
      streamId: stream,
      revision: 0n,
      type: 'numbered',
      isJson: true,
      data: { number: 5 },
      metadata: { commandId: 'c-1' },
    });
    expect(event!.created.getTime()).toBeGreaterThan(before);
    expect(event!.created.getTime()).toBeLessThan(Date.now() + 60_000);
  });
});
