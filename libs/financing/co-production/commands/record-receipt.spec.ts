import {
  advanceReceived,
  beforePledging,
  collected,
  confirmed,
  deliveryAccepted,
  deliveryDispatched,
  donationReceived,
  financed,
  given,
  groupPaymentReceived,
  pledgeMade,
  pledgeWithdrawn,
  pledging,
  pledgingOpened,
  producerPaid,
  proposed,
  recordReceipt,
  refusedInOrder,
  terms,
  today,
  tomorrow,
  trancheDisbursed,
} from '../specification/index.js';
import { AMOUNT_MAX } from '#decision';

describe('a receipt', () => {
  it('brings an advance, which is then owed to the group that the pledge runs through', () => {
    given(...pledging, pledgeMade({ by: 'anna' }))
      .when(recordReceipt())
      .then(advanceReceived());
  });

  it('brings a donation, which is owed to nobody', () => {
    given(...pledging, pledgeMade({ instrument: 'donation' }))
      .when(recordReceipt())
      .then(donationReceived({ pledgeId: 'P1', amount: 15_000, bankReference: 'B-1' }));
  });

  it('may come after the co-production is confirmed, and in parts', () => {
    given(...financed, advanceReceived({ amount: 6_000 }))
      .when(recordReceipt({ amount: 9_000, bankReference: 'B-2' }))
      .then(advanceReceived({ amount: 9_000, bankReference: 'B-2' }));
  });

  it('is refused when the book does not know the pledge', () => {
    given(...financed)
      .when(recordReceipt({ pledgeId: 'P9' }))
      .thenRejected('pledge_unknown', { pledgeId: 'P9' });
  });

  it('is refused when the pledge was withdrawn', () => {
    given(...pledging, pledgeMade(), pledgeWithdrawn())
      .when(recordReceipt())
      .thenRejected('pledge_closed', { status: 'withdrawn' });
  });

  it.each([0, -1])('is refused when it brings %d', (amount) => {
    given(...financed)
      .when(recordReceipt({ amount }))
      .thenRejected('amount_not_positive', { amount });
  });

  it('is refused when it brings more than the pledge promised', () => {
    given(...financed)
      .when(recordReceipt({ amount: 15_001 }))
      .thenRejected('receipt_exceeds_pledge', { open: 15_000 });
  });

  it('is refused when it brings more than is still open of the pledge', () => {
    given(...financed, advanceReceived({ amount: 14_000 }))
      .when(recordReceipt({ amount: 1_001, bankReference: 'B-2' }))
      .thenRejected('receipt_exceeds_pledge', { open: 1_000 });
  });

  it.each([
    ['receipt of an advance', advanceReceived({ bankReference: 'X' })],
    ['receipt of a donation', donationReceived({ bankReference: 'X' })],
  ])('is refused when its bank reference is that of an earlier %s', (_what, booked) => {
    const pledges = [pledgeMade(), pledgeMade({ pledgeId: 'P2', instrument: 'donation', amount: 5_000 })];
    given(...pledging, ...pledges, pledgeMade({ pledgeId: 'P3' }), booked)
      .when(recordReceipt({ pledgeId: 'P3', bankReference: 'X' }))
      .thenRejected('bank_reference_known', { bankReference: 'X' });
  });

  it.each(['B-1', 'B-2', 'T-1', 'G-1', 'F-1'])('is refused when the book knows the bank line %s', (line) => {
    const booked = [
      ...collected,
      pledgeMade({ pledgeId: 'P3' }),
      trancheDisbursed(),
      deliveryDispatched(),
      deliveryAccepted({ settlements: [], dueFromGroup: 12_208 }),
      groupPaymentReceived(),
      producerPaid(),
    ];
    given(...booked)
      .when(recordReceipt({ pledgeId: 'P3', bankReference: line }))
      .thenRejected('bank_reference_known', { bankReference: line });
  });

  it('is refused when the bank would hold more than the largest amount there is', () => {
    const uncapped = proposed({ target: { minimum: 10_000, goal: 50_000 } });
    const pledges = [pledgeMade({ amount: AMOUNT_MAX - 10 }), pledgeMade({ pledgeId: 'P2', amount: 10 })];
    const owed = deliveryAccepted({
      settlements: [],
      advanceRepaid: 0,
      dueToProducer: 12_208,
      dueFromGroup: 12_208,
    });
    given(
      uncapped,
      pledgingOpened,
      ...pledges,
      confirmed,
      deliveryDispatched(),
      owed,
      groupPaymentReceived({ amount: 6 }),
      advanceReceived({ amount: AMOUNT_MAX - 10 }),
    )
      .when(recordReceipt({ pledgeId: 'P2', amount: 5, bankReference: 'B-2' }))
      .thenRejected('amount_too_large', { limit: AMOUNT_MAX });
  });

  it('may have come on any day from the opening of pledging until today', () => {
    for (const receivedOn of [terms.pledging.opensOn, today]) {
      given(...financed)
        .when(recordReceipt({ receivedOn }))
        .then(advanceReceived({ receivedOn }));
    }
  });

  it('is refused for a day that has not come', () => {
    given(...financed)
      .when(recordReceipt({ receivedOn: tomorrow }))
      .thenRejected('date_in_future', { today });
  });

  it('is refused for a day before pledging opened', () => {
    given(...financed)
      .when(recordReceipt({ receivedOn: beforePledging }))
      .thenRejected('date_before_pledging', { opensOn: '2019-03-01' });
  });

  refusedInOrder(
    [
      ...collected,
      pledgeMade({ pledgeId: 'gone' }),
      pledgeWithdrawn({ pledgeId: 'gone' }),
      pledgeMade({ pledgeId: 'P3' }),
    ],
    recordReceipt({ pledgeId: 'nobody', amount: 0, receivedOn: tomorrow }),
    [
      ['pledge_unknown', { pledgeId: 'gone' }],
      ['pledge_closed', { pledgeId: 'P3' }],
      ['amount_not_positive', { amount: 15_001 }],
      ['receipt_exceeds_pledge', { amount: 15_000 }],
      ['bank_reference_known', { bankReference: 'B-3' }],
      ['date_in_future', { receivedOn: today }],
    ],
  );
});
