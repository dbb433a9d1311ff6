import { EventStoreDBClient, type EventData } from '@eventstore/db-client';
import { startDouble, type Double } from './double.js';
import { type Method } from './faults.js';
import { collect, numbered, numbersOf, unusedStream, until } from './subject.js';

const CREDENTIALS = { username: 'admin', password: 'changeit' };
/** The client appends in a batch, unless it is given credentials for the call. */
const WAYS: { method: Method; options: { credentials?: typeof CREDENTIALS } }[] = [
  { method: 'batchAppend', options: {} },
  { method: 'append', options: { credentials: CREDENTIALS } },
];

describe.each(WAYS)('an append by $method', ({ method, options }) => {
  let double: Double;
  let client: EventStoreDBClient;
  let stream: string;

  beforeEach(async () => {
    double = await startDouble();
    client = EventStoreDBClient.connectionString(double.connectionString);
    stream = unusedStream();
    // Not in a batch: what the test before has cut may yet reject whatever batch append of this process is under way.
    await client.appendToStream(stream, numbered(0), {
      credentials: CREDENTIALS,
      expectedRevision: 'no_stream',
    });
  });
  afterEach(async () => {
    await client.dispose();
    await double.close();
  });

  const append = (event: EventData, deadline?: number) =>
    client.appendToStream(stream, event, {
      ...options,
      ...(deadline === undefined ? {} : { deadline }),
      expectedRevision: 0n,
    });
  const written = (): number[] =>
    double.written
      .filter((record) => record.stream === stream)
      .map(({ data }) => (JSON.parse(Buffer.from(data).toString()) as { number: number }).number);

  it('that gets no answer was not written, and can be repeated', async () => {
    const event = numbered(1);
    double.faults.switchOn(method, { kind: 'no-answer' }, { times: 1 });
    const unanswered = append(event, 500).catch((error: unknown) => error);
    await until(() => double.faults.struck(method) === 1);
    expect(written()).toEqual([0]);
    expect(await append(event)).toMatchObject({ nextExpectedRevision: 1n });
    if (method === 'append') expect(await unanswered).toMatchObject({ type: 'deadline-exceeded' });
  });

  it('that is answered late was written at once', async () => {
    double.faults.switchOn(method, { kind: 'late-answer', afterMs: 60_000 }, { times: 1 });
    const answer = append(numbered(1));
    await until(() => double.faults.struck(method) === 1);
    expect(written()).toEqual([0, 1]);
    double.faults.release();
    expect(await answer).toMatchObject({ nextExpectedRevision: 1n });
  });

  it('that arrives after its repetition changes nothing', async () => {
    const event = numbered(1);
    double.faults.switchOn(method, { kind: 'late-request', afterMs: 60_000 }, { times: 1 });
    const late = append(event);
    await until(() => double.faults.struck(method) === 1);
    expect(written()).toEqual([0]);
    const repeated = await append(event);
    double.faults.release();
    expect(await late).toEqual(repeated);
    expect(written()).toEqual([0, 1]);
  });

  it('whose answer is lost with the connection was written, and its repetition is known', async () => {
    const event = numbered(1);
    double.faults.switchOn(method, { kind: 'answer-lost', then: 'cut' }, { times: 1 });
    await expect(append(event)).rejects.toBeInstanceOf(Error);
    expect(written()).toEqual([0, 1]);
    expect(await append(event)).toMatchObject({ nextExpectedRevision: 1n });
    expect(written()).toEqual([0, 1]);
  });

  it('whose answer never comes was written, and its repetition is known', async () => {
    const event = numbered(1);
    double.faults.switchOn(method, { kind: 'answer-lost', then: 'silence' }, { times: 1 });
    void append(event, 100).catch(() => undefined);
    await until(() => written().length === 2);
    expect(await append(event)).toMatchObject({ nextExpectedRevision: 1n });
    expect(written()).toEqual([0, 1]);
  });

  it('that arrives twice is written once', async () => {
    double.faults.switchOn(method, { kind: 'duplicate' }, { times: 1 });
    expect(await append(numbered(1))).toMatchObject({ success: true, nextExpectedRevision: 1n });
    expect(written()).toEqual([0, 1]);
  });

  it('on a connection that is cut was not written', async () => {
    double.faults.switchOn(method, { kind: 'cut' }, { times: 1 });
    await expect(append(numbered(1))).rejects.toBeInstanceOf(Error);
    expect(written()).toEqual([0]);
    expect(await append(numbered(2))).toMatchObject({ nextExpectedRevision: 1n });
  });

  it.each([
    { when: 'before', left: [0] },
    { when: 'after', left: [0, 1] },
  ] as const)(
    'that kills the server $when it is written leaves $left, also after the restart',
    async (one) => {
      const event = numbered(1);
      double.faults.switchOn(method, { kind: 'killed', when: one.when }, { times: 1 });
      await expect(append(event)).rejects.toBeInstanceOf(Error);
      await expect(append(event)).rejects.toBeInstanceOf(Error);
      await double.restart();
      expect(written()).toEqual(one.left);
      await until(() => append(event).then(Boolean, () => false));
      expect(numbersOf(await collect(client.readStream(stream)))).toEqual([0, 1]);
    },
  );

  it('at a server that does not lead goes to the leader when it is repeated', async () => {
    const leader = await startDouble();
    try {
      const notLeader = { kind: 'not-leader', host: '127.0.0.1', port: leader.port } as const;
      double.faults.switchOn(method, notLeader);
      const event = numbered(1);
      await expect(append(event)).rejects.toMatchObject({
        type: 'not-leader',
        leader: { address: '127.0.0.1', port: leader.port },
      });
      await client.appendToStream(stream, event, { ...options, expectedRevision: 'no_stream' });
      expect(written()).toEqual([0]);
      expect(leader.written.map(({ stream: name }) => name)).toContain(stream);
    } finally {
      await client.dispose();
      await leader.close();
    }
  });

  it.each([
    { kind: 'unavailable', type: 'unavailable' },
    { kind: 'cancelled', type: 'cancelled' },
    { kind: 'access-denied', type: 'access-denied' },
    // In a batch, the server's own "not ready" and "timed out" are no status of the call but of the append.
    { kind: 'not-ready', type: method === 'append' ? 'unavailable' : 'unknown' },
    { kind: 'timed-out', type: method === 'append' ? 'timeout' : 'deadline-exceeded' },
  ] as const)('that is answered $kind fails as $type, and can be repeated', async ({ kind, type }) => {
    double.faults.switchOn(method, { kind }, { times: 1 });
    const event = numbered(1);
    await expect(append(event)).rejects.toMatchObject({ type });
    expect(written()).toEqual([0]);
    expect(await append(event)).toMatchObject({ nextExpectedRevision: 1n });
  });
});

describe('a server', () => {
  it('that does not tell what it can do gets each append by a call of its own', async () => {
    const double = await startDouble();
    const client = EventStoreDBClient.connectionString(double.connectionString);
    double.faults.switchOn('features', { kind: 'unimplemented' });
    double.faults.switchOn('batchAppend', { kind: 'unavailable' });
    await client.appendToStream(unusedStream(), numbered(0));
    expect(double.faults.struck('features')).toBe(1);
    expect(double.faults.struck('batchAppend')).toBe(0);
    await client.dispose();
    await double.close();
  });

  it('that is not there when it is asked what it can do fails the append with the raw error', async () => {
    const double = await startDouble();
    const client = EventStoreDBClient.connectionString(double.connectionString);
    double.faults.switchOn('features', { kind: 'unavailable' }, { times: 1 });
    const event = numbered(0);
    await expect(client.appendToStream(unusedStream(), event)).rejects.toMatchObject({ code: 14 });
    await client.appendToStream(unusedStream(), event);
    await client.dispose();
    await double.close();
  });

  it('is found by gossip', async () => {
    const double = await startDouble();
    const discover = double.connectionString.replace('esdb:', 'esdb+discover:');
    const client = EventStoreDBClient.connectionString(discover);
    double.faults.switchOn('gossip', { kind: 'unavailable' }, { times: 1 });
    await client.appendToStream(unusedStream(), numbered(0));
    expect(double.faults.struck('gossip')).toBe(1);
    await client.dispose();
    await double.close();
  });
});
