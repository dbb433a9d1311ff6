import {
  deliveryAccepted,
  deliveryDispatched,
  deliveryRejected,
  financed,
  given,
  refusedInOrder,
  rejectDelivery,
} from '../specification/index.js';

describe('a rejection of a delivery', () => {
  it('names the reason, the producer and the group', () => {
    given(...financed, deliveryDispatched())
      .when(rejectDelivery())
      .then(deliveryRejected());
  });

  it('is refused when the book does not know the delivery', () => {
    given(...financed)
      .when(rejectDelivery())
      .thenRejected('delivery_unknown', { deliveryId: 'D1' });
  });

  it('is refused when the delivery was accepted or rejected before', () => {
    given(...financed, deliveryDispatched(), deliveryRejected())
      .when(rejectDelivery())
      .thenRejected('delivery_closed', { status: 'rejected' });
    given(...financed, deliveryDispatched(), deliveryAccepted({ settlements: [], dueFromGroup: 12_208 }))
      .when(rejectDelivery())
      .thenRejected('delivery_closed', { status: 'accepted' });
  });

  refusedInOrder(
    [...financed, deliveryDispatched(), deliveryRejected(), deliveryDispatched({ deliveryId: 'D2' })],
    rejectDelivery({ deliveryId: 'D9' }),
    [
      ['delivery_unknown', { deliveryId: 'D1' }],
      ['delivery_closed', { deliveryId: 'D2' }],
    ],
  );
});
