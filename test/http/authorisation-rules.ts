import { type Answer, type Person } from './asking.js';
import { termsOf, type ConfirmedBook, type Village } from './village.js';

/** Everybody in the village, by what they do. */
export type Who = keyof Village['people'] | 'operator';

export interface Fixture {
  readonly village: Village;
  readonly open: string;
  readonly book: ConfirmedBook;
}

export interface Rule {
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
export const inBook: readonly Who[] = [
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
export const unknown = '00000000-0000-4000-8000-000000000000';

const post =
  (path: string, body: (fixture: Fixture, who: Person) => object) =>
  (who: Person, fixture: Fixture): Promise<Answer> =>
    who.post(`/co-productions/${fixture.book.id}${path}`, body(fixture, who));
const money = { amount: 0, bankReference: 'B9' };

/** For every command who may give it. */
export const rules: readonly Rule[] = [
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
