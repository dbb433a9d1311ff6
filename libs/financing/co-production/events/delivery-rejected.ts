import { type Of, shape } from '#decision';
import { coProductionEvent } from '../declare.js';
import { deliveryClosed } from '../goods.js';
import { changed } from '../positions.js';

const data = shape.record({
  deliveryId: shape.id,
  producerId: shape.id,
  groupId: shape.id,
  reasonCode: shape.label,
});
export type DeliveryRejected = Of<typeof data>;

/** The group took nothing of a delivery. */
export const deliveryRejected = coProductionEvent({
  type: 'DeliveryRejected',
  data,
  upcasts: [],
  day: undefined,
  evolve: (state, { deliveryId }) =>
    changed(state, { deliveries: deliveryClosed(state, deliveryId, 'rejected') }),
  concerns: (_book, { producerId, groupId }) => [producerId, groupId],
});
