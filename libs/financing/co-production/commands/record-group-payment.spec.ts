import {
  advanceReceived,
  beforePledging,
  confirmed,
  deliveryAccepted,
  deliveryDispatched,
  financed,
  given,
  groupPaymentReceived,
  pledgeMade,
  pledgingOpened,
  proposed,
  recordGroupPayment,
  refusedInOrder,
  today,
  tomorrow,
} from '../specification/index.js';
import { AMOUNT_MAX } from '#decision';

/** Goods of 122.08 taken by a group that advanced nothing yet. */
const owing = [
  ...financed,
  deliveryDispatched(),
  deliveryAccepted({ settlements: [], advanceRepaid: 0, dueToProducer: 12_208, dueFromGroup: 12_208 }),
] as const;

describe('a payment by a group', () => {
  it('pays a part of what it owes for goods', () => {
    given(...owing)
      .when(recordGroupPayment())
      .then(groupPaymentReceived());
  });

  it('may pay all of it', () => {
    given(...owing, groupPaymentReceived())
      .when(recordGroupPayment({ amount: 11_208, bankReference: 'G-2' }))
      .then(groupPaymentReceived({ amount: 11_208, bankReference: 'G-2' }));
  });

  it.each([0, -1])('is refused when it brings %d', (amount) => {
    given(...owing)
      .when(recordGroupPayment({ amount }))
      .thenRejected('amount_not_positive', { amount });
  });

  it('is refused when it brings more than the group owes', () => {
    given(...owing, groupPaymentReceived())
      .when(recordGroupPayment({ amount: 11_209, bankReference: 'G-2' }))
      .thenRejected('exceeds_due', { due: 11_208 });
  });

  it.each(['gas-monza', 'gas-bergamo'])('is refused when the group owes nothing, as %s', (groupId) => {
    given(...financed)
      .when(recordGroupPayment({ groupId, amount: 1 }))
      .thenRejected('exceeds_due', { due: 0 });
  });

  it('is refused when the book knows its bank line', () => {
    given(...owing, groupPaymentReceived())
      .when(recordGroupPayment())
      .thenRejected('bank_reference_known', { bankReference: 'G-1' });
  });

  it('is refused when the bank would hold more than the largest amount there is', () => {
    const rich = [
      proposed({ target: { minimum: 10_000, goal: 50_000 } }),
      pledgingOpened,
      pledgeMade({ amount: AMOUNT_MAX }),
      confirmed,
      ...owing.slice(-2),
      advanceReceived({ amount: AMOUNT_MAX - 999 }),
    ];
    given(...rich)
      .when(recordGroupPayment())
      .thenRejected('amount_too_large', { limit: AMOUNT_MAX });
    given(...rich)
      .when(recordGroupPayment({ amount: 999 }))
      .thenAccepted();
  });

  it('is refused for a day that has not come', () => {
    given(...owing)
      .when(recordGroupPayment({ receivedOn: tomorrow }))
      .thenRejected('date_in_future', { today });
  });

  it('is refused for a day before pledging opened', () => {
    given(...owing)
      .when(recordGroupPayment({ receivedOn: beforePledging }))
      .thenRejected('date_before_pledging', { opensOn: '2019-03-01' });
  });

  refusedInOrder(
    [...owing, groupPaymentReceived()],
    recordGroupPayment({ groupId: 'nobody', amount: 0, receivedOn: tomorrow }),
    [
      ['amount_not_positive', { amount: 1_000 }],
      ['exceeds_due', { groupId: 'gas-bergamo' }],
      ['bank_reference_known', { bankReference: 'G-2' }],
      ['date_in_future', { receivedOn: today }],
    ],
  );
});
