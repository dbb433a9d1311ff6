import {
  beforePledging,
  collected,
  deliveryAccepted,
  deliveryDispatched,
  financed,
  given,
  groupPaymentReceived,
  payProducer,
  producerPaid,
  refusedInOrder,
  today,
  tomorrow,
  trancheDisbursed,
} from '../specification/index.js';

/** 200.00 collected, 100.00 of it advanced; a delivery of 122.08 made 22.08 due to the producer. */
const due = [...collected, trancheDisbursed(), deliveryDispatched(), deliveryAccepted()] as const;

/** 50.00 of donations in the bank and nothing else; 122.08 due for goods that the group has not paid. */
const onlyDonations = [
  ...collected,
  trancheDisbursed({ amount: 15_000, fromAdvances: 15_000 }),
  deliveryDispatched(),
  deliveryAccepted({ settlements: [], advanceRepaid: 0, dueToProducer: 12_208, dueFromGroup: 12_208 }),
] as const;

describe('a payment to a producer', () => {
  it('pays a part of what it delivered beyond its advance', () => {
    given(...due)
      .when(payProducer())
      .then(producerPaid());
  });

  it('may pay all of it', () => {
    given(...due, producerPaid())
      .when(payProducer({ amount: 1_208, bankReference: 'F-2' }))
      .then(producerPaid({ amount: 1_208, bankReference: 'F-2' }));
  });

  it.each([0, -1])('is refused when it pays %d', (amount) => {
    given(...due)
      .when(payProducer({ amount }))
      .thenRejected('amount_not_positive', { amount });
  });

  it('is refused when it pays more than is due', () => {
    given(...due, producerPaid())
      .when(payProducer({ amount: 1_209, bankReference: 'F-2' }))
      .thenRejected('exceeds_due', { due: 1_208 });
  });

  it.each(['la-saia', 'nobody'])('is refused when nothing is due, as to %s', (producerId) => {
    given(...financed)
      .when(payProducer({ producerId }))
      .thenRejected('exceeds_due', { due: 0 });
  });

  it('is refused when it would spend donations that nobody granted yet', () => {
    given(...onlyDonations)
      .when(payProducer())
      .thenRejected('funds_not_covered', { available: 0 });
    given(...onlyDonations, groupPaymentReceived({ amount: 999 }))
      .when(payProducer())
      .thenRejected('funds_not_covered', { available: 999 });
    given(...onlyDonations, groupPaymentReceived())
      .when(payProducer())
      .then(producerPaid());
  });

  it('is refused when the book knows its bank line', () => {
    given(...due)
      .when(payProducer({ bankReference: 'B-2' }))
      .thenRejected('bank_reference_known', { bankReference: 'B-2' });
  });

  it('is refused for a day that has not come', () => {
    given(...due)
      .when(payProducer({ paidOn: tomorrow }))
      .thenRejected('date_in_future', { today });
  });

  it('is refused for a day before pledging opened', () => {
    given(...due)
      .when(payProducer({ paidOn: beforePledging }))
      .thenRejected('date_before_pledging', { opensOn: '2019-03-01' });
  });

  refusedInOrder(
    [...onlyDonations, groupPaymentReceived()],
    payProducer({ amount: 0, bankReference: 'B-1', paidOn: tomorrow, producerId: 'nobody' }),
    [
      ['amount_not_positive', { amount: 12_209 }],
      ['exceeds_due', { producerId: 'ficodindia', amount: 12_208 }],
      ['funds_not_covered', { amount: 1_000 }],
      ['bank_reference_known', { bankReference: 'F-1' }],
      ['date_in_future', { paidOn: today }],
    ],
  );
});
