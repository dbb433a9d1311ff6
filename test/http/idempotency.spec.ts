import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { bearer, done, send, type Body } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { openBook, settle, type Village } from './village.js';

describe('a command that is sent again, and a list that is read in pages', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  let village: Village;
  let book: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startBuiltServer({ databaseUrl: database.url });
    village = await settle(server);
    book = `/co-productions/${await openBook(village)}`;
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  const pledge = (amount = 2_000): object => ({
    through: village.parties.group,
    instrument: 'advance',
    amount,
    reference: 'P1',
  });

  it('is answered as the first time, and nothing happens again', async () => {
    const { groupReferent } = village.people;
    const key = randomUUID();
    const first = await groupReferent.post(`${book}/pledges`, pledge(), { key });
    const again = await groupReferent.post(`${book}/pledges`, pledge(), { key: key.toUpperCase() });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual({ ...first.body, repeated: true });
    expect(again.headers.get('semina-position')).toBe(first.body.position);
  });

  it('is done once when it comes many times at once', async () => {
    const { groupReferent } = village.people;
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => done(groupReferent.post(`${book}/pledges`, pledge(3_000), { key }))),
    );
    expect(new Set(answers.map(({ id, position }) => `${id} ${position}`)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const pledges = await done(groupReferent.get(`${book}/pledges?atLeast=${answers[0]!.position}`));
    expect(pledges.items.filter(({ amount }) => amount === 3_000)).toHaveLength(1);
  });

  it('is refused with another input, by another person, and for another thing', async () => {
    const { groupReferent, otherGroupReferent, custodianTreasurer } = village.people;
    const key = randomUUID();
    await done(groupReferent.post(`${book}/pledges`, pledge(), { key }));
    const others = await Promise.all([
      groupReferent.post(`${book}/pledges`, pledge(2_001), { key }),
      groupReferent.post(`${book}/pledges`, { ...pledge(), pledgedOn: '2019-03-05' }, { key }),
      otherGroupReferent.post(
        `${book}/pledges`,
        { ...pledge(), through: village.parties.otherGroup },
        { key },
      ),
      custodianTreasurer.post(`${book}/abandonment`, { reasonCode: 'frost' }, { key }),
      village.operator.post(
        `/parties/${village.parties.outside}/affiliations`,
        { networkId: village.parties.consortium },
        { key },
      ),
    ]);
    expect(others.map(({ status, body }) => [status, body.code])).toEqual(
      others.map(() => [422, 'idempotency_key_reused']),
    );
  });

  it('may be tried again under its key after a refusal', async () => {
    const { groupReferent, custodianManager, custodianTreasurer } = village.people;
    const key = randomUUID();
    const terms = (await done(custodianManager.get(book)))['terms'] as object;
    const { id } = await done(custodianManager.post('/co-productions', terms));
    const early = await groupReferent.post(`/co-productions/${id}/pledges`, pledge(), { key });
    expect(early.body.code).toBe('co_production_unknown');
    await done(custodianTreasurer.post(`/co-productions/${id}/opening`));
    expect(await done(groupReferent.post(`/co-productions/${id}/pledges`, pledge(), { key }))).toMatchObject({
      repeated: false,
    });
  });

  it('carries the id of its request into the log, the answer and the event, if that is a UUID', async () => {
    const { groupReferent, custodianTreasurer } = village.people;
    const cause = randomUUID();
    const named = await groupReferent.post(`${book}/pledges`, pledge(), {
      headers: { 'X-Request-Id': cause },
    });
    const other = await groupReferent.post(`${book}/pledges`, pledge(), {
      headers: { 'X-Request-Id': 'Anna Rossi' },
    });
    expect(named.headers.get('x-request-id')).toBe(cause);
    expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    const trail = await wholeTrail(other.body.position);
    const causes = trail.slice(-2).map((event) => event['cause']);
    expect(causes).toEqual([cause, other.headers.get('x-request-id')]);
    expect(trail.at(-1)?.['actor']).toBe(groupReferent.id);
    expect(custodianTreasurer.id).not.toBe(groupReferent.id);
  });

  const wholeTrail = async (atLeast: string, limit = 200): Promise<Body['items'][number][]> => {
    const items: Body['items'][number][] = [];
    for (let cursor = ''; ;) {
      const page: Body = await done(
        village.people.auditor.get(`${book}/trail?limit=${limit}&atLeast=${atLeast}${cursor}`),
      );
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      if (page.next === null) return items;
      cursor = `&cursor=${page.next}`;
    }
  };

  it('is found in pages as in one piece, with nothing missing and nothing twice', async () => {
    const { position } = await done(village.people.groupReferent.post(`${book}/pledges`, pledge()));
    const [whole, paged] = [await wholeTrail(position), await wholeTrail(position, 3)];
    expect(paged).toEqual(whole);
    expect(new Set(paged.map(({ eventId }) => eventId)).size).toBe(paged.length);
    expect(whole.length).toBeGreaterThan(6);
  });

  it('a cursor of another list, or one that somebody made, is refused', async () => {
    const { auditor } = village.people;
    const { next } = await done(auditor.get(`${book}/trail?limit=1`));
    const wrong = await auditor.get(`${book}/pledges?cursor=${next}`);
    expect([wrong.status, wrong.body.code]).toEqual([400, 'cursor_invalid']);
  });

  it('a read that asks for a position waits for it, and is told after 5 seconds that it is not there', async () => {
    const { auditor, groupReferent } = village.people;
    for (let round = 0; round < 10; round += 1) {
      const { id, position } = await done(groupReferent.post(`${book}/pledges`, pledge(1_000 + round)));
      const pledges = await done(auditor.get(`${book}/pledges?limit=200&atLeast=${position}`));
      expect(pledges.items.map(({ pledgeId }) => pledgeId)).toContain(id);
      expect(BigInt(pledges.position)).toBeGreaterThanOrEqual(BigInt(position));
    }
    const late = await auditor.get(`${book}/pledges?atLeast=999999999`);
    expect([late.status, late.body.code, late.headers.get('retry-after')]).toEqual([
      503,
      'position_not_reached',
      '1',
    ]);
  }, 20_000);

  it('a token that is forged, over, of another key or of nobody is not believed', async () => {
    const { groupReferent } = village.people;
    const good = await server.token(groupReferent.id);
    const [head = '', body = '', signature = ''] = good.split('.');
    const payload = { sub: groupReferent.id, iss: 'semina', aud: 'semina', exp: 9_999_999_999 };
    const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const tokens = [
      'x',
      `${head}.${encoded({ ...payload, scope: 'operator' })}.${signature}`,
      `${encoded({ alg: 'none' })}.${encoded(payload)}.`,
      `${encoded({ alg: 'HS256' })}.${encoded(payload)}.${signature}`,
      `${head}.${body}.`,
      await server.token(groupReferent.id, { lifetimeSeconds: -60 }),
      await server.token('anna@example.org'),
      'a'.repeat(10_000),
    ];
    const answers = await Promise.all(tokens.map((token) => bearer(server.url, token).get('/me')));
    expect(answers.map(({ status, body: { code } }) => [status, code])).toEqual(
      tokens.map(() => [401, 'token_invalid']),
    );
    const basic = await send(`${server.url}/me`, { headers: { Authorization: 'Basic YTpi' } });
    expect(basic.body.code).toBe('token_invalid');
  });
});
