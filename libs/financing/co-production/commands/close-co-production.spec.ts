import {
  advanceReceived,
  close,
  closed,
  collected,
  deliveryAccepted,
  deliveryDispatched,
  donationReceived,
  financed,
  given,
  groupPaymentReceived,
  pledgeMade,
  producerPaid,
  trancheDisbursed,
} from '../specification/index.js';

const nothing = { bank: 0, groups: 0, producerAdvances: 0, advances: 0, producers: 0 };

describe('the closing of a book', () => {
  it('passes when nothing was ever paid, though much was promised', () => {
    given(...financed)
      .when(close)
      .then(closed);
  });

  it('passes when every donation was granted', () => {
    given(
      ...financed,
      pledgeMade({ pledgeId: 'P2', instrument: 'donation', amount: 5_000 }),
      donationReceived(),
      trancheDisbursed({ amount: 5_000, fromDonations: 5_000, fromAdvances: 0 }),
    )
      .when(close)
      .then(closed);
  });

  const afterDelivery = [
    ...financed,
    advanceReceived({ amount: 10_000 }),
    trancheDisbursed(),
    deliveryDispatched(),
    deliveryAccepted({ settlements: [{ pledgeId: 'P1', amount: 10_000 }], dueFromGroup: 2_208 }),
  ] as const;

  it('passes when all advances came back in goods and the rest was paid', () => {
    given(...afterDelivery, groupPaymentReceived({ amount: 2_208 }), producerPaid({ amount: 2_208 }))
      .when(close)
      .then(closed);
  });

  it('is refused while a group or a producer is owed', () => {
    given(...afterDelivery)
      .when(close)
      .thenRejected('balances_outstanding', { ...nothing, groups: 2_208, producers: 2_208 });
    given(...afterDelivery, groupPaymentReceived({ amount: 2_208 }))
      .when(close)
      .thenRejected('balances_outstanding', { ...nothing, bank: 2_208, producers: 2_208 });
  });

  it('is refused while advances are outstanding', () => {
    given(...financed, advanceReceived({ amount: 10_000 }), trancheDisbursed())
      .when(close)
      .thenRejected('balances_outstanding', { ...nothing, producerAdvances: 10_000, advances: 10_000 });
  });

  it('is refused while there is money', () => {
    given(...collected)
      .when(close)
      .thenRejected('balances_outstanding', { ...nothing, bank: 20_000, advances: 15_000 });
  });
});
