import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { type Answer, type Person } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { inBook, rules, unknown, type Fixture, type Who } from './authorisation-rules.js';
import { servedCoProductions } from '#apps/api/http/co-production-routes.js';
import { servedParties } from '#apps/api/http/party-routes.js';
import { routesOf } from './write-routes.js';
import { confirmedBook, openBook, settle } from './village.js';

describe('who may do what', () => {
  let database: TestDatabase;
  let server: BuiltServer;
  let fixture: Fixture;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startBuiltServer({ databaseUrl: database.url });
    const village = await settle(server);
    fixture = { village, open: await openBook(village), book: await confirmedBook(village) };
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  const everyone = (): [Who, Person][] => {
    const { people, operator } = fixture.village;
    return [...(Object.entries(people) as [Who, Person][]), ['operator', operator]];
  };

  it.each(rules)('only some may $act', async ({ ask, may, met, told = inBook }) => {
    const answers = await Promise.all(
      everyone().map(async ([who, person]) => [who, (await ask(person, fixture)).body.code]),
    );
    const expected = everyone().map(([who]) => {
      if (may.includes(who)) return [who, met];
      return [who, told.includes(who) ? 'not_allowed' : 'co_production_unknown'];
    });
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
  });

  it('nobody from outside may give any command, whatever there is one', async () => {
    const { stranger } = fixture.village.people;
    const { book, village } = fixture;
    const routes = [
      ...routesOf(servedCoProductions, book.id),
      ...routesOf(servedParties, village.parties.group),
    ];
    const commands = [servedCoProductions, servedParties].flatMap(({ routes: all }) => Object.values(all));
    expect(routes).toHaveLength(commands.filter((route) => route !== 'by hand').length);
    for (const { path, body } of routes) {
      const { status, body: answer } = await stranger.post(path, body);
      expect([path, status, answer.code]).toEqual([
        path,
        ...(path.startsWith(`/co-productions/`) ? [404, 'co_production_unknown'] : [403, 'not_allowed']),
      ]);
    }
  });

  it('a forbidden book and one that is not there answer alike, to commands and questions', async () => {
    const { stranger, outsideReferent } = fixture.village.people;
    const asks: ((id: string, who: Person) => Promise<Answer>)[] = [
      (id, who) => who.get(`/co-productions/${id}`),
      (id, who) => who.get(`/co-productions/${id}/balances`),
      (id, who) => who.get(`/co-productions/${id}/trail`),
      (id, who) => who.post(`/co-productions/${id}/closing`, {}),
    ];
    for (const who of [stranger, outsideReferent, fixture.village.operator]) {
      for (const ask of asks) {
        const [forbidden, absent] = await Promise.all([ask(fixture.book.id, who), ask(unknown, who)]);
        expect({ ...absent.body, instance: '' }).toEqual({ ...forbidden.body, instance: '' });
        expect([forbidden.status, forbidden.body.code]).toEqual([404, 'co_production_unknown']);
      }
    }
  });

  const whole: readonly Who[] = ['custodianTreasurer', 'auditor'];
  const questions: readonly [string, (fixture: Fixture) => string, readonly Who[]][] = [
    ['the book', () => '', inBook],
    ['the balances', () => '/balances', inBook],
    ['the pledges', () => '/pledges', inBook],
    ['the trail', () => '/trail', whole],
    [
      'the statement of a group',
      ({ village }) => `/statements/${village.parties.group}`,
      [...whole, 'groupReferent'],
    ],
    [
      'the statement of a member',
      ({ village }) => `/statements/${village.people.groupMember.id}`,
      [...whole, 'groupMember'],
    ],
    ['a producer', ({ village }) => `/producers/${village.parties.producer}`, [...whole, 'producerManager']],
  ];

  it.each(questions)('only some may read %s', async (_what, pathOf, may) => {
    const path = `/co-productions/${fixture.book.id}${pathOf(fixture)}`;
    const answers = await Promise.all(
      everyone().map(async ([who, person]) => [who, (await person.get(path)).status]),
    );
    const refused = (who: Who): number => (inBook.includes(who) ? 403 : 404);
    const expected = everyone().map(([who]) => [who, may.includes(who) ? 200 : refused(who)]);
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
  });

  it('whoever may not read the whole book sees its own lines only, and the rest summed', async () => {
    const { people, parties } = fixture.village;
    const book = `/co-productions/${fixture.book.id}`;
    const pledges = await people.otherGroupReferent.get(`${book}/pledges`);
    expect(pledges.body.items.map(({ reference }) => reference)).toEqual(['P3']);
    const balances = await people.otherGroupReferent.get(`${book}/balances`);
    const accounts = balances.body.items.map(({ account }) => String(account));
    expect(accounts.filter((account) => account.includes(parties.group))).toEqual([]);
    expect(accounts).toContain('liabilities:advances');
    expect((await people.groupMember.get(`${book}/pledges`)).body.items).toHaveLength(1);
  });

  it('an offer is seen without totals by those who could pledge, and by nobody else', async () => {
    const { outsideReferent, stranger } = fixture.village.people;
    const seen = await outsideReferent.get(`/co-productions/${fixture.open}`);
    expect(seen.body).toMatchObject({ status: 'open', totals: null });
    expect((await outsideReferent.get(`/co-productions/${fixture.open}/balances`)).status).toBe(404);
    expect((await stranger.get(`/co-productions/${fixture.open}`)).status).toBe(404);
    const listed = await outsideReferent.get('/co-productions');
    expect(listed.body.items.map(({ id }) => id)).toEqual([fixture.open]);
  });
});
