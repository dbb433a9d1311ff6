import type { Posting } from '#decision';
import { postingsOf } from './postings.js';
import type { CoProductionEvent, DeliveryAccepted, Receipt } from '#financing';

const receipt: Receipt = {
  pledgeId: 'P',
  groupId: 'G',
  amount: 9_000,
  receivedOn: '2019-05-06',
  bankReference: 'B-1',
};
const tranche = { tranche: 1, producerId: 'R', paidOn: '2019-07-15', bankReference: 'B-2' };
const delivery: DeliveryAccepted = {
  deliveryId: 'D',
  producerId: 'R',
  groupId: 'G',
  season: '2019/20',
  lines: [{ productCode: 'TAR10', quantity: '10', unitPrice: '15.00', value: 15_000 }],
  value: 15_000,
  settlements: [
    { pledgeId: 'P', amount: 9_000 },
    { pledgeId: 'Q', amount: 2_000 },
  ],
  advanceRepaid: 8_000,
  dueToProducer: 7_000,
  dueFromGroup: 4_000,
  acceptedOn: '2019-12-07',
};
const terms = {
  title: 'Citrus groves',
  custodianId: 'C',
  currency: 'EUR',
  producers: [],
  products: [],
  target: { minimum: 1, goal: 1 },
  pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03' },
  accepts: [],
  seasons: [],
  tranches: [],
  auditors: [],
};

/** Debits to the left, credits to the right, as in a journal. */
const journal = (postings: readonly Posting[]): string[] =>
  postings.map(({ account, amount }) =>
    amount > 0 ? `Dr ${account} ${amount}` : `   Cr ${account} ${-amount}`,
  );

const rows: readonly [string, CoProductionEvent, readonly string[]][] = [
  [
    'a pledge is promised by its pledgors',
    {
      type: 'PledgeMade',
      data: {
        pledgeId: 'P',
        by: 'G',
        through: 'G',
        instrument: 'advance',
        amount: 15_000,
        reference: 'P001',
        pledgedOn: '2019-03-01',
      },
    },
    ['Dr commitments:pledged:P 15000', '   Cr commitments:pledgors 15000'],
  ],
  [
    'a withdrawn pledge is booked back, as far as it was still only promised',
    { type: 'PledgeWithdrawn', data: { pledgeId: 'P', amount: 15_000, withdrawnOn: '2019-05-02' } },
    ['Dr commitments:pledgors 15000', '   Cr commitments:pledged:P 15000'],
  ],
  [
    'released pledges are booked back, each for what was left of it',
    {
      type: 'PledgesReleased',
      data: {
        pledges: [
          { pledgeId: 'P', amount: 15_000 },
          { pledgeId: 'Q', amount: 0 },
          { pledgeId: 'S', amount: 1 },
        ],
      },
    },
    [
      'Dr commitments:pledgors 15000',
      '   Cr commitments:pledged:P 15000',
      'Dr commitments:pledgors 1',
      '   Cr commitments:pledged:S 1',
    ],
  ],
  [
    'a received advance is owed to its pledge, and no longer promised',
    { type: 'AdvanceReceived', data: receipt },
    [
      'Dr assets:bank 9000',
      '   Cr liabilities:advances:G:P 9000',
      'Dr commitments:pledgors 9000',
      '   Cr commitments:pledged:P 9000',
    ],
  ],
  [
    'a received donation is income from its group, and no longer promised',
    { type: 'DonationReceived', data: receipt },
    [
      'Dr assets:bank 9000',
      '   Cr income:donations:G 9000',
      'Dr commitments:pledgors 9000',
      '   Cr commitments:pledged:P 9000',
    ],
  ],
  [
    'a tranche is a grant as far as it is donated, an advance for the rest',
    {
      type: 'TrancheDisbursed',
      data: { ...tranche, amount: 5_000, fromDonations: 2_000, fromAdvances: 3_000 },
    },
    ['Dr expenses:grants:R 2000', 'Dr assets:producer-advances:R 3000', '   Cr assets:bank 5000'],
  ],
  [
    'a tranche of advances alone has no line for grants',
    { type: 'TrancheDisbursed', data: { ...tranche, amount: 5_000, fromDonations: 0, fromAdvances: 5_000 } },
    ['Dr assets:producer-advances:R 5000', '   Cr assets:bank 5000'],
  ],
  [
    "an accepted delivery pays back the group's advances and the producer's, and the rests fall due",
    { type: 'DeliveryAccepted', data: delivery },
    [
      'Dr liabilities:advances:G:P 9000',
      'Dr liabilities:advances:G:Q 2000',
      'Dr assets:groups:G 4000',
      '   Cr assets:producer-advances:R 8000',
      '   Cr liabilities:producers:R 7000',
    ],
  ],
  [
    'a delivery that advances pay for in full leaves nothing due',
    {
      type: 'DeliveryAccepted',
      data: {
        ...delivery,
        settlements: [{ pledgeId: 'P', amount: 15_000 }],
        advanceRepaid: 15_000,
        dueToProducer: 0,
        dueFromGroup: 0,
      },
    },
    ['Dr liabilities:advances:G:P 15000', '   Cr assets:producer-advances:R 15000'],
  ],
  [
    "a group's payment clears what it owes",
    {
      type: 'GroupPaymentReceived',
      data: { groupId: 'G', amount: 4_000, receivedOn: '2020-01-10', bankReference: 'B-3' },
    },
    ['Dr assets:bank 4000', '   Cr assets:groups:G 4000'],
  ],
  [
    'a payment to a producer clears what it is owed',
    {
      type: 'ProducerPaid',
      data: { producerId: 'R', amount: 7_000, paidOn: '2020-01-20', bankReference: 'B-4' },
    },
    ['Dr liabilities:producers:R 7000', '   Cr assets:bank 7000'],
  ],
];

const eventsWithoutPostings: readonly CoProductionEvent[] = [
  { type: 'CoProductionProposed', data: terms },
  { type: 'PricesRevised', data: { version: 2, products: [] } },
  { type: 'PledgingOpened', data: {} },
  { type: 'CoProductionConfirmed', data: { pledged: 15_000 } },
  { type: 'CoProductionAbandoned', data: { reasonCode: 'minimum_not_reached' } },
  {
    type: 'ForecastRevised',
    data: { season: '2019/20', productCode: 'TAR10', quantity: '10', reasonCode: 'frost' },
  },
  {
    type: 'DeliveryDispatched',
    data: {
      deliveryId: 'D',
      producerId: 'R',
      groupId: 'G',
      season: '2019/20',
      lines: [],
      dispatchedOn: '2019-12-05',
    },
  },
  {
    type: 'DeliveryRejected',
    data: { deliveryId: 'D', producerId: 'R', groupId: 'G', reasonCode: 'spoiled' },
  },
  { type: 'CoProductionClosed', data: {} },
];

describe('the journal', () => {
  it.each(rows)('%s', (_rule, event, lines) => {
    expect(journal(postingsOf(event))).toEqual(lines);
  });

  it.each(eventsWithoutPostings.map((event) => [event.type, event] as const))(
    'says nothing about %s, which moves no money, no goods and no promise',
    (_type, event) => {
      expect(postingsOf(event)).toEqual([]);
    },
  );

  it('has a row above for every event', () => {
    const told = new Set(
      [...rows.map(([, event]) => event), ...eventsWithoutPostings].map(({ type }) => type),
    );
    expect(told.size).toBe(18);
  });

  it('refuses an event whose own amounts do not add up', () => {
    const unequal = { ...tranche, amount: 5_001, fromDonations: 2_000, fromAdvances: 3_000 };
    expect(() => postingsOf({ type: 'TrancheDisbursed', data: unequal })).toThrow('sum to -1');
  });
});
