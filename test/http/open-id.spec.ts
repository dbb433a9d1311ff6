import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { bearer, done, type Person } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { startOpenIdProvider, type OpenIdProvider } from './open-id-provider.js';

describe('a server that believes an OpenID provider', () => {
  let database: TestDatabase;
  let provider: OpenIdProvider;
  let server: BuiltServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    provider = await startOpenIdProvider();
    server = await startBuiltServer({
      databaseUrl: database.url,
      env: { AUTH_ISSUER: provider.issuer, AUTH_OPERATORS: 'root@village.example' },
    });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await provider.close();
    await database.drop();
  });

  const whoever = async (claims: Parameters<OpenIdProvider['token']>[0]): Promise<Person> =>
    bearer(server.url, await provider.token(claims));

  it('cannot tell who somebody is while the provider is away, and can when it is back', async () => {
    provider.away = true;
    const answer = await (await whoever({ sub: 'anna@village.example' })).get('/me');
    expect([answer.status, answer.body.code]).toEqual([503, 'identity_provider_unavailable']);
    provider.away = false;
    await done((await whoever({ sub: 'anna@village.example' })).get('/me'));
  });

  it('knows a person by a random id, the same at every sign-in, and the operators by name', async () => {
    const me = async (sub: string): Promise<unknown> => done((await whoever({ sub })).get('/me'));
    const anna = await me('anna@village.example');
    expect(anna).toMatchObject({
      personId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      operator: false,
    });
    expect(await me('anna@village.example')).toEqual(anna);
    expect(await me('root@village.example')).toMatchObject({ operator: true });
    expect(await me('bruno@village.example')).not.toEqual(anna);
  });

  it('does not believe tokens of others, for others, out of time or without a name', async () => {
    const claims = [
      { sub: 'anna', forged: true },
      { sub: 'anna', aud: 'another' },
      { sub: 'anna', iss: 'https://elsewhere.example' },
      { sub: 'anna', exp: '-5m' },
      {},
      { sub: 'x'.repeat(300) },
    ];
    for (const claim of claims) {
      const answer = await (await whoever(claim)).get('/me');
      expect([claim, answer.status, answer.body.code]).toEqual([claim, 401, 'token_invalid']);
    }
    const own = await bearer(server.url, await server.token(crypto.randomUUID())).get('/me');
    expect(own.status).toBe(401);
  });

  it('lets a person register itself, and keeps the name it signs in with out of the events', async () => {
    const anna = await whoever({ sub: 'anna@village.example' });
    const { personId } = (await done(anna.get('/me'))) as unknown as { personId: string };
    const { id, events } = await done(anna.post('/parties', { kind: 'person', name: 'Anna' }));
    expect(id).toBe(personId);
    expect(JSON.stringify(events)).not.toContain('village');
    const exported = await done(anna.get(`/parties/${id}/export`));
    expect(exported['signIns']).toMatchObject([{ issuer: provider.issuer, subject: 'anna@village.example' }]);
  });

  it('knows nobody any more who was erased: the next sign-in is a new person', async () => {
    const anna = await whoever({ sub: 'anna@village.example' });
    const before = (await done(anna.get('/me')))['personId'];
    await done(anna.delete(`/parties/${before as string}/contact`));
    expect((await done(anna.get('/me')))['personId']).not.toBe(before);
  });

  it('shows and erases what is known of somebody who has only signed in', async () => {
    const carla = await whoever({ sub: 'carla@village.example' });
    const id = (await done(carla.get('/me')))['personId'] as string;
    const exported = await done(carla.get(`/parties/${id}/export`));
    expect(exported).toMatchObject({
      contact: null,
      signIns: [{ subject: 'carla@village.example' }],
      events: [],
    });
    await done(carla.delete(`/parties/${id}/contact`));
    expect((await done(carla.get('/me')))['personId']).not.toBe(id);
    expect((await carla.get(`/parties/${id}/export`)).body.code).toBe('party_unknown');
  });

  it('publishes no key of its own, since it signs nothing', async () => {
    expect((await (await whoever({ sub: 'anna' })).get('/.well-known/jwks.json')).body['keys']).toEqual([]);
  });
});
