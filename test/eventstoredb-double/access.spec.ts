import { END, EventStoreDBClient } from '@eventstore/db-client';
import { startDouble, type Double } from './double.js';
import { collect, numbered, numbersOf, unusedStream } from './subject.js';

describe('a double with TLS and users', () => {
  let double: Double;
  const clients: EventStoreDBClient[] = [];
  const connect = (connectionString: string): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(connectionString);
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    double = await startDouble({
      tls: true,
      users: { admin: { password: 'changeit', isAdministrator: true }, semina: { password: 'seed' } },
    });
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.dispose()));
    await double.close();
  });

  it('lets a user of its write and read, by the credentials of the connection string', async () => {
    const client = connect(double.connectionStringFor('semina', 'seed'));
    const stream = unusedStream();
    await client.appendToStream(stream, numbered(1), { expectedRevision: 'no_stream' });
    expect(numbersOf(await collect(client.readStream(stream)))).toEqual([1]);
  });

  it('lets only an administrator read $all', async () => {
    const options = { direction: 'backwards', fromPosition: END, maxCount: 1 } as const;
    const administrator = connect(double.connectionStringFor('admin', 'changeit'));
    expect(await collect(administrator.readAll(options))).toHaveLength(1);
    const user = connect(double.connectionStringFor('semina', 'seed'));
    await expect(collect(user.readAll(options))).rejects.toMatchObject({ type: 'access-denied' });
  });

  it.each([
    { who: 'somebody without credentials', of: (d: Double) => d.connectionString },
    { who: 'somebody with a wrong password', of: (d: Double) => d.connectionStringFor('semina', 'weed') },
    { who: 'a stranger', of: (d: Double) => d.connectionStringFor('constructor', 'x') },
  ])('refuses $who', async ({ of }) => {
    const client = connect(of(double));
    const denied = { type: 'access-denied' };
    await expect(client.appendToStream(unusedStream(), numbered(1))).rejects.toMatchObject(denied);
    await expect(collect(client.readStream(unusedStream()))).rejects.toMatchObject(denied);
    await expect(client.deleteStream(unusedStream())).rejects.toMatchObject(denied);
  });

  it('is not trusted without its certificate', async () => {
    const client = connect(`esdb://127.0.0.1:${double.port}?tls=true&defaultDeadline=2000`);
    await expect(client.deleteStream(unusedStream())).rejects.toMatchObject({ type: 'unavailable' });
  });
});
