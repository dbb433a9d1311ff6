import {
  acceptDelivery,
  advanceReceived,
  collected,
  deliveryAccepted,
  deliveryDispatched,
  deliveryRejected,
  financed,
  given,
  pledgeMade,
  pricesRevised,
  refusedInOrder,
  today,
  tomorrow,
  trancheDisbursed,
} from '../specification/index.js';
import { AMOUNT_MAX } from '#decision';
import type { CoProductionEvent } from '../catalogue.js';

/** 150.00 advanced by the group and 100.00 of it paid to the producer, who then sends goods of 122.08. */
const dispatched = [...collected, trancheDisbursed(), deliveryDispatched()] as const;

describe('an acceptance', () => {
  it('takes all that was dispatched where it says nothing else, and settles it', () => {
    given(...dispatched)
      .when(acceptDelivery())
      .then(deliveryAccepted());
  });

  it('takes what it lists, and nothing of what it does not list', () => {
    given(...dispatched)
      .when(acceptDelivery({ lines: [{ productCode: 'TAR10', quantity: '3' }] }))
      .then(
        deliveryAccepted({
          lines: [{ productCode: 'TAR10', quantity: '3', unitPrice: '15.50', value: 4_650 }],
          value: 4_650,
          settlements: [{ pledgeId: 'P1', amount: 4_650 }],
          advanceRepaid: 4_650,
          dueToProducer: 0,
        }),
      );
  });

  it('counts at the prices of the dispatch, though they have changed since', () => {
    given(...dispatched, pricesRevised({ products: [{ code: 'TAR10', unitPrice: '99' }] }))
      .when(acceptDelivery())
      .then(deliveryAccepted());
  });

  it('rounds each line by itself, half a cent to the even side', () => {
    const lines = [{ productCode: 'AVOKG', quantity: '1', unitPrice: '5.4750' }];
    given(...collected, trancheDisbursed(), deliveryDispatched({ lines }))
      .when(acceptDelivery())
      .then(
        deliveryAccepted({
          lines: [{ ...lines[0]!, value: 548 }],
          value: 548,
          settlements: [{ pledgeId: 'P1', amount: 548 }],
          advanceRepaid: 548,
          dueToProducer: 0,
        }),
      );
  });

  it('is refused when the book does not know the delivery', () => {
    given(...dispatched)
      .when(acceptDelivery({ deliveryId: 'D9' }))
      .thenRejected('delivery_unknown', { deliveryId: 'D9' });
  });

  it('is refused when the delivery was accepted or rejected before', () => {
    given(...dispatched, deliveryAccepted())
      .when(acceptDelivery())
      .thenRejected('delivery_closed', { status: 'accepted' });
    given(...dispatched, deliveryRejected())
      .when(acceptDelivery())
      .thenRejected('delivery_closed', { status: 'rejected' });
  });

  it('is refused when it takes more of a product than was dispatched', () => {
    given(...dispatched)
      .when(acceptDelivery({ lines: [{ productCode: 'AVOKG', quantity: '10.974' }] }))
      .thenRejected('quantity_exceeds_dispatched', { productCode: 'AVOKG', dispatched: '10.973' });
    given(...dispatched)
      .when(acceptDelivery({ lines: [{ productCode: 'KIWI', quantity: '1' }] }))
      .thenRejected('quantity_exceeds_dispatched', { productCode: 'KIWI', dispatched: '0' });
  });

  it.each([[[]], [[{ productCode: 'TAR10', quantity: '0.000' }]]])(
    'is refused when it takes nothing, for that is a rejection: %j',
    (lines) => {
      given(...dispatched)
        .when(acceptDelivery({ lines }))
        .thenRejected('nothing_accepted', {});
    },
  );

  it('is refused when it lists a product twice', () => {
    const lines = [
      { productCode: 'TAR10', quantity: '1' },
      { productCode: 'TAR10', quantity: '2' },
    ];
    given(...dispatched)
      .when(acceptDelivery({ lines }))
      .thenRejected('product_repeated', { productCode: 'TAR10' });
  });

  it('is refused when all that was ever delivered would exceed the largest amount there is', () => {
    const huge = {
      deliveryId: 'D0',
      value: AMOUNT_MAX - 12_207,
      settlements: [],
      dueFromGroup: AMOUNT_MAX - 12_207,
    };
    given(...dispatched, deliveryDispatched({ deliveryId: 'D0' }), deliveryAccepted(huge))
      .when(acceptDelivery())
      .thenRejected('amount_too_large', { limit: AMOUNT_MAX });
  });

  it('is refused for a day that has not come', () => {
    given(...dispatched)
      .when(acceptDelivery({ acceptedOn: tomorrow }))
      .thenRejected('date_in_future', { today });
  });

  it('is refused for a day before pledging opened', () => {
    given(...dispatched)
      .when(acceptDelivery({ acceptedOn: '2019-02-28' }))
      .thenRejected('date_before_pledging', { opensOn: '2019-03-01' });
  });

  it('is refused for a day before the dispatch, but may be on the same day', () => {
    given(...dispatched)
      .when(acceptDelivery({ acceptedOn: '2019-12-04' }))
      .thenRejected('date_before_dispatch', { dispatchedOn: '2019-12-05' });
    given(...dispatched)
      .when(acceptDelivery({ acceptedOn: '2019-12-05' }))
      .thenAccepted();
  });

  it('is refused with a part of a piece', () => {
    given(...dispatched)
      .when(acceptDelivery({ lines: [{ productCode: 'TAR10', quantity: '3.5' }] }))
      .thenRejected('quantity_not_whole', { productCode: 'TAR10' });
  });

  const half = { productCode: 'TAR10', quantity: '0.5' };
  refusedInOrder(
    [...dispatched, deliveryDispatched({ deliveryId: 'D2' }), deliveryAccepted()],
    acceptDelivery({
      deliveryId: 'D9',
      lines: [{ ...half, quantity: '4.5' }, half],
      acceptedOn: '2019-12-04',
    }),
    [
      ['delivery_unknown', { deliveryId: 'D1' }],
      ['delivery_closed', { deliveryId: 'D2' }],
      ['quantity_exceeds_dispatched', { lines: [{ ...half, quantity: '0' }] }],
      ['nothing_accepted', { lines: [half, half] }],
      ['product_repeated', { lines: [half], acceptedOn: tomorrow }],
      ['date_in_future', { acceptedOn: '2019-12-04' }],
      ['date_before_dispatch', { acceptedOn: '2019-12-05' }],
      ['quantity_not_whole', { lines: [{ ...half, quantity: '1' }] }],
    ],
  );

  it('is refused for what it takes and its value before it is for its day', () => {
    const huge = { deliveryId: 'D0', value: AMOUNT_MAX, settlements: [], dueFromGroup: AMOUNT_MAX };
    const full: CoProductionEvent[] = [
      ...dispatched,
      deliveryDispatched({ deliveryId: 'D0' }),
      deliveryAccepted(huge),
    ];
    given(...full)
      .when(acceptDelivery({ lines: [half, half], acceptedOn: tomorrow }))
      .thenRejected('product_repeated');
    given(...full)
      .when(acceptDelivery({ lines: [half], acceptedOn: tomorrow }))
      .thenRejected('amount_too_large');
  });
});

describe('what an acceptance does to debts', () => {
  it('makes all of it due from a group that advanced nothing, and to a producer that was advanced nothing', () => {
    given(...financed, deliveryDispatched())
      .when(acceptDelivery())
      .then(
        deliveryAccepted({
          settlements: [],
          advanceRepaid: 0,
          dueToProducer: 12_208,
          dueFromGroup: 12_208,
        }),
      );
  });

  it('settles no more than the group has advanced, and leaves the rest due from it', () => {
    given(...financed, advanceReceived({ amount: 12_000 }), trancheDisbursed(), deliveryDispatched())
      .when(acceptDelivery())
      .then(
        deliveryAccepted({
          settlements: [{ pledgeId: 'P1', amount: 12_000 }],
          advanceRepaid: 10_000,
          dueToProducer: 2_208,
          dueFromGroup: 208,
        }),
      );
  });

  it('pays back the advance of a producer only with what was settled, never with what the group still owes', () => {
    given(...financed, advanceReceived({ amount: 10_000 }), trancheDisbursed(), deliveryDispatched())
      .when(acceptDelivery())
      .then(
        deliveryAccepted({
          settlements: [{ pledgeId: 'P1', amount: 10_000 }],
          advanceRepaid: 10_000,
          dueToProducer: 2_208,
          dueFromGroup: 2_208,
        }),
      );
    given(
      ...financed,
      advanceReceived({ amount: 10_000 }),
      trancheDisbursed(),
      pledgeMade({ pledgeId: 'P2', by: 'gas-monza', through: 'gas-monza' }),
      deliveryDispatched({ groupId: 'gas-monza' }),
    )
      .when(acceptDelivery())
      .then(
        deliveryAccepted({
          groupId: 'gas-monza',
          settlements: [],
          advanceRepaid: 0,
          dueToProducer: 12_208,
          dueFromGroup: 12_208,
        }),
      );
  });

  it('never settles a donation', () => {
    const onlyGiven = collected.filter(({ type }) => type !== 'AdvanceReceived');
    given(...onlyGiven, deliveryDispatched())
      .when(acceptDelivery())
      .then(
        deliveryAccepted({
          settlements: [],
          advanceRepaid: 0,
          dueToProducer: 12_208,
          dueFromGroup: 12_208,
        }),
      );
  });
});
