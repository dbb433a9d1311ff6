import { EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';
import { once } from 'node:events';
import { startDouble, type Double } from './double.js';
import { collect, numbered, numbersOf, take, unusedStream, until } from './subject.js';

let double: Double;
let client: EventStoreDBClient;
let stream: string;

beforeEach(async () => {
  double = await startDouble();
  client = EventStoreDBClient.connectionString(double.connectionString);
  stream = unusedStream();
  await client.appendToStream(
    stream,
    [0, 1, 2, 3].map((number) => numbered(number)),
  );
});
afterEach(async () => {
  await client.dispose();
  await double.close();
});

describe('a read', () => {
  it('fails after some events when its connection is cut, and can be repeated', async () => {
    double.faults.switchOn('read', { kind: 'cut' }, { times: 1, afterEvents: 2 });
    const events: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const { event } of client.readStream(stream)) events.push(event);
    };
    await expect(read()).rejects.toBeInstanceOf(Error);
    expect(events.length).toBeLessThanOrEqual(2);
    expect(numbersOf(await collect(client.readStream(stream)))).toEqual([0, 1, 2, 3]);
  });

  it('without an answer goes on waiting: the client passes no deadline on', async () => {
    double.faults.switchOn('read', { kind: 'no-answer' }, { times: 1 });
    double.faults.switchOn('delete', { kind: 'no-answer' }, { times: 1 });
    let ended = false;
    const reading = client.readStream(stream, { deadline: 200 });
    const read = collect(reading).finally(() => (ended = true));
    await until(() => double.faults.struck('read') === 1);
    await expect(client.deleteStream(stream, { deadline: 400 })).rejects.toMatchObject({
      type: 'deadline-exceeded',
    });
    expect(ended).toBe(false);
    reading.destroy(new Error('given up'));
    await expect(read).rejects.toThrow('given up');
  });

  it('at a server that does not lead names the leader', async () => {
    double.faults.switchOn('read', { kind: 'not-leader', host: 'other.example', port: 2113 }, { times: 1 });
    await expect(collect(client.readStream(stream))).rejects.toMatchObject({
      type: 'not-leader',
      leader: { address: 'other.example', port: 2113 },
    });
  });
});

describe('a subscription', () => {
  const subscribe = () =>
    client.subscribeToAll({ fromPosition: START, filter: streamNameFilter({ prefixes: [stream] }) });

  it('can get an event twice', async () => {
    double.faults.switchOn('subscribe', { kind: 'duplicate' }, { times: 1, afterEvents: 1 });
    expect(numbersOf(await take(subscribe(), 5))).toEqual([0, 1, 1, 2, 3]);
  });

  it.each([
    { fault: { kind: 'too-slow' }, type: 'timeout', message: /Consumer too slow/ },
    { fault: { kind: 'cancelled' }, type: 'cancelled', message: /CANCELLED/ },
    { fault: { kind: 'unavailable' }, type: 'unavailable', message: /UNAVAILABLE/ },
    { fault: { kind: 'cut' }, type: undefined, message: /./ },
  ] as const)('ends with an error when it is struck: $fault.kind', async ({ fault, type, message }) => {
    const subscription = subscribe();
    subscription.resume();
    await once(subscription, 'caughtUp');
    expect(double.subscriptions).toBe(1);
    const failed = once(subscription, 'error');
    double.strikeSubscriptions(fault);
    const [error] = (await failed) as [Error & { type?: string }];
    expect(error.message).toMatch(message);
    if (type !== undefined) expect(error.type).toBe(type);
    await until(() => double.subscriptions === 0);
  });

  it('ends with an error when the server is killed, and a new one goes on after the restart', async () => {
    const subscription = subscribe();
    const [first] = await take(subscribe(), 1);
    subscription.resume();
    await once(subscription, 'caughtUp');
    const failed = once(subscription, 'error');
    await double.kill();
    await failed;
    await double.restart();
    const rest = client.subscribeToAll({
      fromPosition: first!.position!,
      filter: streamNameFilter({ prefixes: [stream] }),
    });
    expect(numbersOf(await take(rest, 3))).toEqual([1, 2, 3]);
  });

  it('can fall silent without an end', async () => {
    double.faults.switchOn('subscribe', { kind: 'no-answer' }, { times: 1, afterEvents: 2 });
    const silent = subscribe();
    const heard: number[] = [];
    silent.on('data', ({ event }) => heard.push(...numbersOf([event as { data: unknown }])));
    silent.on('error', () => undefined);
    await until(() => heard.length === 2);
    expect(numbersOf(await take(subscribe(), 4))).toEqual([0, 1, 2, 3]);
    expect(heard).toEqual([0, 1]);
  });
});
