import {
  beforePledging,
  confirmed,
  deliveryDispatched,
  dispatchDelivery,
  financed,
  given,
  pledgeMade,
  pledgeWithdrawn,
  pledging,
  pricesRevised,
  refusedInOrder,
  today,
  tomorrow,
} from '../specification/index.js';
import { AMOUNT_MAX } from '#decision';

const oranges = { productCode: 'TAR10', quantity: '4', unitPrice: '15.50' };
const avocados = { productCode: 'AVOKG', quantity: '0.5', unitPrice: '5.4750' };

describe('a dispatch', () => {
  it('sends goods to a group that has pledged, at the prices of the terms', () => {
    given(...financed)
      .when(dispatchDelivery())
      .then(deliveryDispatched());
  });

  it('goes by the prices that are valid now', () => {
    const dearer = pricesRevised({ products: [{ code: 'TAR10', unitPrice: '16.00' }] });
    const lines = [{ ...oranges, unitPrice: '16.00' }];
    given(...financed, dearer)
      .when(dispatchDelivery({ lines }))
      .then(deliveryDispatched({ lines }));
  });

  it('writes the price as it was agreed on, however the command writes it', () => {
    given(...financed)
      .when(dispatchDelivery({ lines: [{ ...oranges, unitPrice: '15.5' }] }))
      .then(deliveryDispatched({ lines: [oranges] }));
  });

  it('is refused by a producer that is not in the terms', () => {
    given(...financed)
      .when(dispatchDelivery({ producerId: 'consortium' }))
      .thenRejected('producer_unknown', { producerId: 'consortium' });
  });

  it('is refused to a group that has not pledged', () => {
    given(...financed)
      .when(dispatchDelivery({ groupId: 'gas-monza' }))
      .thenRejected('group_unknown', { groupId: 'gas-monza' });
  });

  it('is refused to a group that has withdrawn all it pledged', () => {
    given(...pledging, pledgeMade(), pledgeMade({ pledgeId: 'P2' }), confirmed, pledgeWithdrawn())
      .when(dispatchDelivery())
      .thenAccepted();
    given(...financed, pledgeWithdrawn())
      .when(dispatchDelivery())
      .thenRejected('group_unknown', { groupId: 'gas-bergamo' });
  });

  it('is refused for a season that the terms do not have', () => {
    given(...financed)
      .when(dispatchDelivery({ season: '2031/32' }))
      .thenRejected('season_unknown', { season: '2031/32' });
  });

  it('is refused for a product that the terms do not have', () => {
    given(...financed)
      .when(dispatchDelivery({ lines: [oranges, { ...oranges, productCode: 'KIWI' }] }))
      .thenRejected('product_unknown', { productCode: 'KIWI' });
  });

  it('is refused at another price than the one that is valid now', () => {
    given(...financed)
      .when(dispatchDelivery({ lines: [avocados, { ...oranges, unitPrice: '15.51' }] }))
      .thenRejected('price_not_current', { productCode: 'TAR10', unitPrice: '15.50' });
    given(...financed, pricesRevised({ products: [{ code: 'TAR10', unitPrice: '16.00' }] }))
      .when(dispatchDelivery())
      .thenRejected('price_not_current', { productCode: 'TAR10', unitPrice: '16.00' });
  });

  it.each([[[]], [[{ ...oranges, quantity: '0' }]]])('is refused when it sends nothing: %j', (lines) => {
    given(...financed)
      .when(dispatchDelivery({ lines }))
      .thenRejected('nothing_dispatched', {});
  });

  it('may have a line of nothing beside others', () => {
    const lines = [{ ...oranges, quantity: '0' }, avocados];
    given(...financed)
      .when(dispatchDelivery({ lines }))
      .then(deliveryDispatched({ lines }));
  });

  it('is refused when a product stands on two lines', () => {
    given(...financed)
      .when(dispatchDelivery({ lines: [oranges, avocados, oranges] }))
      .thenRejected('product_repeated', { productCode: 'TAR10' });
  });

  it('is refused when its value exceeds the largest amount there is', () => {
    const lines = [{ ...oranges, quantity: String(AMOUNT_MAX) }];
    given(...financed)
      .when(dispatchDelivery({ lines }))
      .thenRejected('amount_too_large', { limit: AMOUNT_MAX });
  });

  it('is refused under an id that another delivery of the book has', () => {
    given(...financed, deliveryDispatched())
      .when(dispatchDelivery())
      .thenRejected('delivery_known', { deliveryId: 'D1' });
  });

  it('is refused for a day that has not come', () => {
    given(...financed)
      .when(dispatchDelivery({ dispatchedOn: tomorrow }))
      .thenRejected('date_in_future', { today });
  });

  it('is refused for a day before pledging opened', () => {
    given(...financed)
      .when(dispatchDelivery({ dispatchedOn: beforePledging }))
      .thenRejected('date_before_pledging', { opensOn: '2019-03-01' });
  });

  it('is refused with a part of a piece, though what is sold by weight may have decimals', () => {
    given(...financed)
      .when(dispatchDelivery({ lines: [avocados, { ...oranges, quantity: '4.5' }] }))
      .thenRejected('quantity_not_whole', { productCode: 'TAR10' });
    given(...financed)
      .when(dispatchDelivery({ lines: [avocados, { ...oranges, quantity: '4.000' }] }))
      .thenAccepted();
  });

  const half = { ...oranges, quantity: '4.5' };
  refusedInOrder(
    [...financed, deliveryDispatched()],
    dispatchDelivery({
      producerId: 'nobody',
      groupId: 'nobody',
      season: 'never',
      lines: [
        { ...half, unitPrice: '1' },
        { ...half, productCode: 'KIWI' },
      ],
      dispatchedOn: tomorrow,
    }),
    [
      ['producer_unknown', { producerId: 'ficodindia' }],
      ['group_unknown', { groupId: 'gas-bergamo' }],
      ['season_unknown', { season: '2019/20' }],
      ['product_unknown', { lines: [{ ...half, unitPrice: '1' }, half] }],
      ['price_not_current', { lines: [{ ...oranges, quantity: '0' }] }],
      ['nothing_dispatched', { lines: [half, { ...half, quantity: '9999999999999.5' }] }],
      ['product_repeated', { lines: [{ ...half, quantity: '9999999999999.5' }] }],
      ['amount_too_large', { lines: [half] }],
      ['delivery_known', { deliveryId: 'D2' }],
      ['date_in_future', { dispatchedOn: today }],
      ['quantity_not_whole', { lines: [oranges] }],
    ],
  );
});
