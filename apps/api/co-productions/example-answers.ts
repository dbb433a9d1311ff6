import { examples } from '#financing';
import { type Answers } from './answers.js';

const position = examples.position;
const next = null;

const coProduction: Answers['co-production'] = {
  id: examples.coProductionId,
  title: examples.title,
  status: 'confirmed',
  currency: 'EUR',
  custodianId: examples.consortiumId,
  terms: {
    title: examples.title,
    custodianId: examples.consortiumId,
    currency: 'EUR',
    producers: [{ producerId: examples.producerId, sharePermille: 400 }],
    products: [
      { code: 'TAR10', name: 'Tarocco oranges, 10 kg box', unit: 'box', unitPrice: '15.50', loose: false },
    ],
    target: { minimum: 3_000_000, goal: 6_000_000 },
    pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03' },
    accepts: ['advance', 'donation'],
    seasons: [{ name: examples.season, opensOn: '2020-12-01', closesOn: '2021-04-06', sharePermille: 333 }],
    tranches: [{ number: 1, label: 'Planting', dueOn: '2019-07-15' }],
    auditors: [examples.auditorId],
  },
  totals: {
    pledged: 5_882_500,
    pledgedAdvance: 5_632_500,
    pledgedDonation: 250_000,
    received: 5_595_940,
    disbursed: 5_595_940,
    delivered: 1_343_049,
    settled: 1_343_049,
    advanceOutstanding: 4_002_891,
    deliveriesAccepted: 12,
    deliveriesRejected: 1,
  },
  forecasts: [{ season: examples.season, productCode: 'TAR10', quantity: '1200' }],
  position,
};

const producer = {
  producerId: examples.producerId,
  pledged: 2_353_000,
  received: 2_238_376,
  disbursed: 2_216_031,
  disbursedFromDonations: 95_000,
  disbursedFromAdvances: 2_121_031,
  delivered: 612_300,
  settled: 598_100,
  repaidInGoods: 598_100,
  outstanding: 1_522_931,
  due: 14_200,
  seasons: [{ season: examples.season, expected: 706_303, delivered: 612_300 }],
};

const line = { productCode: 'TAR10', quantity: '12', unitPrice: '15.50' };

/** One answer to each question, as /docs shows it. */
export const exampleAnswers: { readonly [About in keyof Answers]: Answers[About] } = {
  'co-production': coProduction,
  balances: {
    currency: 'EUR',
    items: [
      { account: 'assets:bank', balance: 5_595_940 },
      { account: `liabilities:advances:${examples.groupId}:${examples.pledgeId}`, balance: -examples.pledge },
    ],
    next,
    position,
  },
  producers: { items: [producer], next, position },
  producer: { ...producer, owedTo: [{ groupId: examples.groupId, outstanding: 33_000 }], position },
  pledges: {
    items: [
      {
        pledgeId: examples.pledgeId,
        by: examples.groupId,
        through: examples.groupId,
        instrument: 'advance',
        amount: examples.pledge,
        received: examples.pledge,
        settled: 18_000,
        outstanding: 33_000,
        status: 'open',
        reference: 'P001',
        pledgedOn: '2019-03-01',
      },
    ],
    next,
    position,
  },
  deliveries: {
    items: [
      {
        deliveryId: examples.deliveryId,
        producerId: examples.producerId,
        groupId: examples.groupId,
        season: examples.season,
        status: 'accepted',
        dispatchedOn: '2020-12-18',
        lines: [line],
        acceptedOn: '2020-12-21',
        acceptedLines: [{ ...line, value: 18_600 }],
        value: 18_600,
        settled: 18_600,
        advanceRepaid: 18_600,
        dueToProducer: 0,
        dueFromGroup: 0,
        reasonCode: null,
      },
    ],
    next,
    position,
  },
  statement: {
    partyId: examples.groupId,
    pledgedAdvance: examples.pledge,
    pledgedDonation: 0,
    received: examples.pledge,
    settled: 18_000,
    delivered: 18_000,
    advanceOutstanding: 33_000,
    dueFromGroup: 0,
    paid: 0,
    items: [
      {
        position,
        eventId: examples.eventId,
        type: 'AdvanceReceived',
        date: '2019-05-22',
        amount: examples.pledge,
        pledgeId: examples.pledgeId,
      },
    ],
    next,
    position,
  },
  trail: {
    items: [
      {
        position,
        revision: 7,
        eventId: examples.eventId,
        type: 'AdvanceReceived',
        schemaVersion: 1,
        recordedAt: '2019-05-22T09:30:00.000Z',
        actor: examples.personId,
        cause: examples.requestId,
        commandId: examples.commandId,
        data: { pledgeId: examples.pledgeId, amount: examples.pledge },
        postings: [
          { account: 'assets:bank', amount: examples.pledge },
          {
            account: `liabilities:advances:${examples.groupId}:${examples.pledgeId}`,
            amount: -examples.pledge,
          },
        ],
      },
    ],
    next,
    position,
  },
};

export const exampleOfList = { items: [coProduction], next, position };
