import { createTestDatabase, type TestDatabase } from '../postgres/database.js';
import { type Answer, type Person } from './asking.js';
import { startBuiltServer, type BuiltServer } from './built-server.js';
import { confirmedBook, openBook, settle, termsOf, type ConfirmedBook, type Village } from './village.js';

type Who = keyof Village['people'] | 'operator';

interface Fixture {
  readonly village: Village;
  readonly open: string;
  readonly book: ConfirmedBook;
}

interface Rule {
  readonly act: string;
  /** Asks for something that nobody gets: whoever may ask is refused by a rule, and nothing changes. */
  readonly ask: (who: Person, fixture: Fixture) => Promise<Answer>;
  readonly may: readonly Who[];
  /** What those who may are answered. */
  readonly met: string;
  /** Who is told that it is not allowed; all others that there is no such book. */
  readonly told?: readonly Who[];
}

/** The people of the book, who are told that something is not allowed; for all others there is no such book. */
const inBook: readonly Who[] = [
  'custodianManager',
  'custodianTreasurer',
  'producerManager',
  'otherProducerManager',
  'auditor',
  'groupReferent',
  'groupMember',
  'otherGroupReferent',
];
const growers: readonly Who[] = ['custodianManager', 'producerManager', 'otherProducerManager'];
const today = new Date().toISOString().slice(0, 10);
const unknown = '00000000-0000-4000-8000-000000000000';

const post =
  (path: string, body: (fixture: Fixture, who: Person) => object) =>
  (who: Person, fixture: Fixture): Promise<Answer> =>
    who.post(`/co-productions/${fixture.book.id}${path}`, body(fixture, who));
const money = { amount: 0, bankReference: 'B9' };

const rules: readonly Rule[] = [
  {
    act: 'propose a co-production',
    ask: (who, { village }) => who.post('/co-productions', { ...termsOf(village), currency: 'ZZZ' }),
    may: ['operator', ...growers],
    met: 'terms_invalid',
    told: [...inBook, 'outsideReferent', 'stranger'],
  },
  {
    act: 'revise prices',
    ask: post('/price-revisions', () => ({ products: [{ code: 'NONE', unitPrice: '1' }] })),
    may: growers,
    met: 'product_unknown',
  },
  {
    act: 'revise a forecast',
    ask: post('/forecasts', () => ({
      season: 'none',
      productCode: 'NONE',
      quantity: '1',
      reasonCode: 'rain',
    })),
    may: growers,
    met: 'season_unknown',
  },
  {
    act: 'open pledging',
    ask: post('/opening', () => ({})),
    may: ['custodianTreasurer'],
    met: 'wrong_status',
  },
  {
    act: 'confirm',
    ask: post('/confirmation', () => ({})),
    may: ['custodianTreasurer'],
    met: 'wrong_status',
  },
  {
    act: 'abandon',
    ask: post('/abandonment', () => ({ reasonCode: 'frost' })),
    may: ['custodianTreasurer'],
    met: 'wrong_status',
  },
  {
    act: 'close',
    ask: post('/closing', () => ({})),
    may: ['custodianTreasurer'],
    met: 'balances_outstanding',
  },
  {
    act: 'record a receipt',
    ask: post('/receipts', ({ book }) => ({ ...money, pledgeId: book.pledgeId, receivedOn: today })),
    may: ['custodianTreasurer'],
    met: 'amount_not_positive',
  },
  {
    act: 'disburse a tranche',
    ask: post('/disbursements', ({ village }) => ({
      ...money,
      tranche: 1,
      producerId: village.parties.producer,
      paidOn: today,
    })),
    may: ['custodianTreasurer'],
    met: 'amount_not_positive',
  },
  {
    act: 'record a payment of a group',
    ask: post('/group-payments', ({ village }) => ({
      ...money,
      groupId: village.parties.group,
      receivedOn: today,
    })),
    may: ['custodianTreasurer'],
    met: 'amount_not_positive',
  },
  {
    act: 'pay a producer',
    ask: post('/producer-payments', ({ village }) => ({
      ...money,
      producerId: village.parties.producer,
      paidOn: today,
    })),
    may: ['custodianTreasurer'],
    met: 'amount_not_positive',
  },
  {
    act: 'dispatch a delivery of a producer',
    ask: post('/deliveries', ({ village }) => ({
      producerId: village.parties.producer,
      groupId: unknown,
      season: '2019/20',
      lines: [{ productCode: 'TAR10', quantity: '1', unitPrice: '15.50' }],
      dispatchedOn: today,
    })),
    may: ['producerManager'],
    met: 'group_unknown',
  },
  {
    act: 'accept a delivery to a group',
    ask: (who, { book }) =>
      who.post(`/co-productions/${book.id}/deliveries/${book.deliveryId}/acceptance`, {
        lines: [{ productCode: 'TAR10', quantity: '11' }],
        acceptedOn: today,
      }),
    may: ['groupReferent'],
    met: 'quantity_exceeds_dispatched',
  },
  {
    act: 'reject a delivery that is not there',
    ask: (who, { book }) =>
      who.post(`/co-productions/${book.id}/deliveries/${unknown}/rejection`, { reasonCode: 'spoilt' }),
    may: ['groupReferent', 'otherGroupReferent'],
    met: 'delivery_unknown',
  },
  {
    act: 'withdraw the pledge of a group',
    ask: (who, { book }) => who.post(`/co-productions/${book.id}/pledges/${book.pledgeId}/withdrawal`, {}),
    may: ['groupReferent'],
    met: 'pledge_paid',
  },
  {
    act: 'withdraw the pledge of a member',
    ask: (who, { book }) =>
      who.post(`/co-productions/${book.id}/pledges/${book.memberPledgeId}/withdrawal`, {
        withdrawnOn: '2018-01-01',
      }),
    may: ['groupReferent', 'groupMember'],
    met: 'date_before_pledging',
  },
  {
    act: 'pledge for a group while pledging is open',
    ask: (who, { open, village }) =>
      who.post(`/co-productions/${open}/pledges`, {
        through: village.parties.group,
        instrument: 'advance',
        amount: 0,
        reference: 'P9',
      }),
    may: ['groupReferent'],
    met: 'amount_not_positive',
    // In the open book nobody has pledged yet, so the groups have no part in it.
    told: ['custodianManager', 'custodianTreasurer', 'producerManager', 'otherProducerManager', 'auditor'],
  },
  {
    act: 'pledge for itself through a group',
    ask: (who, { open, village }) =>
      who.post(`/co-productions/${open}/pledges`, {
        by: who.id,
        through: village.parties.group,
        instrument: 'advance',
        amount: 0,
        reference: 'P9',
      }),
    may: ['groupMember'],
    met: 'amount_not_positive',
    told: ['custodianManager', 'custodianTreasurer', 'producerManager', 'otherProducerManager', 'auditor'],
  },
];

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
        const { instance: _one, ...said } = forbidden.body;
        expect(absent.body).toMatchObject(said);
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
