import {
  advanceReceived,
  beforePledging,
  collected,
  confirmed,
  deliveryAccepted,
  deliveryDispatched,
  disburseTranche,
  donationReceived,
  financed,
  given,
  groupPaymentReceived,
  pledgeMade,
  pledging,
  refusedInOrder,
  today,
  tomorrow,
  trancheDisbursed,
} from '../specification/index.js';

const advanced = [...financed, advanceReceived()] as const;
const given50 = [
  ...pledging,
  pledgeMade({ pledgeId: 'P2', instrument: 'donation', amount: 5_000 }),
  confirmed,
  donationReceived(),
] as const;

describe('a tranche', () => {
  it('is paid out of advances where nothing was given', () => {
    given(...advanced)
      .when(disburseTranche())
      .then(trancheDisbursed());
  });

  it('is paid out of donations where nothing was advanced', () => {
    given(...given50)
      .when(disburseTranche({ amount: 5_000 }))
      .then(trancheDisbursed({ amount: 5_000, fromDonations: 5_000, fromAdvances: 0 }));
  });

  it('draws on donations and advances in proportion to what each has left', () => {
    given(...collected)
      .when(disburseTranche({ amount: 10_000 }))
      .then(trancheDisbursed({ amount: 10_000, fromDonations: 2_500, fromAdvances: 7_500 }));
  });

  it.each([
    [2, 0, 2],
    [6, 2, 4],
    [10, 2, 8],
  ])(
    'of %d cents takes %d of them from a fourth of donations: half cents go to the even side',
    (amount, fromDonations, fromAdvances) => {
      given(...collected)
        .when(disburseTranche({ amount }))
        .then(trancheDisbursed({ amount, fromDonations, fromAdvances }));
    },
  );

  it('may take all that there is', () => {
    given(...collected)
      .when(disburseTranche({ amount: 20_000 }))
      .then(trancheDisbursed({ amount: 20_000, fromDonations: 5_000, fromAdvances: 15_000 }));
  });

  it('draws as it is told where the command states the split', () => {
    given(...collected)
      .when(disburseTranche({ amount: 15_000, split: { fromDonations: 5_000, fromAdvances: 10_000 } }))
      .then(trancheDisbursed({ amount: 15_000, fromDonations: 5_000, fromAdvances: 10_000 }));
  });

  it('counts what earlier tranches took', () => {
    const first = trancheDisbursed({ amount: 5_000, fromDonations: 5_000, fromAdvances: 0 });
    given(...collected, first)
      .when(disburseTranche({ tranche: 2, amount: 10_000, bankReference: 'T-2' }))
      .then(trancheDisbursed({ tranche: 2, bankReference: 'T-2' }));
  });

  it('may be paid in several parts, and to several producers', () => {
    given(...advanced, trancheDisbursed({ amount: 1_000, fromAdvances: 1_000 }))
      .when(disburseTranche({ producerId: 'la-saia', bankReference: 'T-2' }))
      .then(trancheDisbursed({ producerId: 'la-saia', bankReference: 'T-2' }));
  });

  it('is refused when the terms do not have it', () => {
    given(...advanced)
      .when(disburseTranche({ tranche: 3 }))
      .thenRejected('tranche_unknown', { tranche: 3 });
  });

  it('is refused for a producer that is not in the terms', () => {
    given(...advanced)
      .when(disburseTranche({ producerId: 'consortium' }))
      .thenRejected('producer_unknown', { producerId: 'consortium' });
  });

  it.each([0, -1])('is refused when it pays %d', (amount) => {
    given(...advanced)
      .when(disburseTranche({ amount }))
      .thenRejected('amount_not_positive', { amount });
  });

  it.each([
    { fromDonations: -1, fromAdvances: 10_001 },
    { fromDonations: 10_001, fromAdvances: -1 },
  ])('is refused when a part of its stated split is negative: %j', (split) => {
    given(...collected)
      .when(disburseTranche({ split }))
      .thenRejected('amount_not_positive', { amount: 10_000 });
  });

  it('is refused when it pays more than has arrived, whatever was promised', () => {
    given(...financed, advanceReceived({ amount: 9_999 }))
      .when(disburseTranche())
      .thenRejected('funds_not_covered', { fromDonations: 0, fromAdvances: 9_999, together: 9_999 });
  });

  it.each([
    [5_001, 4_999],
    [0, 15_001],
  ])(
    'is refused when a part of its stated split is not covered: %d given, %d advanced',
    (fromDonations, fromAdvances) => {
      given(...collected)
        .when(
          disburseTranche({ amount: fromDonations + fromAdvances, split: { fromDonations, fromAdvances } }),
        )
        .thenRejected('funds_not_covered', { fromDonations: 5_000, fromAdvances: 15_000, together: 20_000 });
    },
  );

  it('is refused when its stated split does not add up to it', () => {
    given(...collected)
      .when(disburseTranche({ amount: 10_000, split: { fromDonations: 1, fromAdvances: 9_998 } }))
      .thenRejected('split_mismatch', { amount: 10_000 });
  });

  it('is refused when the book knows its bank line', () => {
    given(...advanced)
      .when(disburseTranche({ bankReference: 'B-1' }))
      .thenRejected('bank_reference_known', { bankReference: 'B-1' });
  });

  it('is refused for a day that has not come', () => {
    given(...advanced)
      .when(disburseTranche({ paidOn: tomorrow }))
      .thenRejected('date_in_future', { today });
  });

  it('is refused for a day before pledging opened', () => {
    given(...advanced)
      .when(disburseTranche({ paidOn: beforePledging }))
      .thenRejected('date_before_pledging', { opensOn: '2019-03-01' });
  });

  refusedInOrder(
    collected,
    disburseTranche({
      tranche: 3,
      producerId: 'nobody',
      amount: 0,
      split: { fromDonations: 1, fromAdvances: 1 },
      bankReference: 'B-1',
      paidOn: tomorrow,
    }),
    [
      ['tranche_unknown', { tranche: 1 }],
      ['producer_unknown', { producerId: 'la-saia' }],
      ['amount_not_positive', { amount: 20_001 }],
      ['funds_not_covered', { amount: 20_000 }],
      ['bank_reference_known', { bankReference: 'T-9' }],
      ['split_mismatch', { amount: 2 }],
      ['date_in_future', { paidOn: today }],
    ],
  );
});

describe('a tranche while producers are owed for goods', () => {
  /** 200.00 came in, 100.00 of it advanced to the producer, whose delivery then made 22.08 due to it. */
  const afterDelivery = [...collected, trancheDisbursed(), deliveryDispatched(), deliveryAccepted()] as const;

  it('leaves what is due to them in the bank', () => {
    const free = { fromDonations: 5_000, fromAdvances: 2_792, together: 7_792 };
    given(...afterDelivery)
      .when(disburseTranche({ amount: 7_793, bankReference: 'T-2' }))
      .thenRejected('funds_not_covered', free);
    given(...afterDelivery)
      .when(disburseTranche({ amount: 7_792, bankReference: 'T-2' }))
      .then(
        trancheDisbursed({
          amount: 7_792,
          fromDonations: 5_000,
          fromAdvances: 2_792,
          bankReference: 'T-2',
        }),
      );
  });

  /** All advances are spent, a group has not paid yet for goods of 122.08, and 50.00 are given. */
  const owing = [
    ...collected,
    trancheDisbursed({ amount: 15_000, fromAdvances: 15_000 }),
    deliveryDispatched(),
    deliveryAccepted({ settlements: [], advanceRepaid: 0, dueToProducer: 12_208, dueFromGroup: 12_208 }),
  ] as const;

  it('spends of the donations only what the producers are not owed, and draws on nothing else', () => {
    given(...owing, groupPaymentReceived({ amount: 10_000 }))
      .when(disburseTranche({ amount: 2_793, bankReference: 'T-2' }))
      .thenRejected('funds_not_covered', { fromDonations: 5_000, fromAdvances: 0, together: 2_792 });
    given(...owing, groupPaymentReceived({ amount: 10_000 }))
      .when(disburseTranche({ amount: 2_792, bankReference: 'T-2' }))
      .then(trancheDisbursed({ amount: 2_792, fromDonations: 2_792, fromAdvances: 0, bankReference: 'T-2' }));
  });

  it('is refused altogether when they are owed more than the donations left', () => {
    given(...owing)
      .when(disburseTranche({ amount: 1, bankReference: 'T-2' }))
      .thenRejected('funds_not_covered', { fromDonations: 5_000, fromAdvances: 0, together: 0 });
  });
});
