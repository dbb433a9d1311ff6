import { type Of, shape } from '#decision';
import { coProductionEvent } from '../declare.js';
import { dispatchedLine } from '../goods.js';
import { changed } from '../positions.js';

const data = shape.record({
  deliveryId: shape.id,
  producerId: shape.id,
  groupId: shape.id,
  season: shape.label,
  lines: shape.list(dispatchedLine),
  dispatchedOn: shape.day,
});
export type DeliveryDispatched = Of<typeof data>;

/** Goods are on their way to a group. */
export const deliveryDispatched = coProductionEvent({
  type: 'DeliveryDispatched',
  data,
  upcasts: [],
  day: 'dispatchedOn',
  evolve: (state, { deliveryId, producerId, groupId, season, lines, dispatchedOn }) =>
    changed(state, {
      deliveries: state.deliveries.set(deliveryId, {
        producerId,
        groupId,
        season,
        status: 'dispatched',
        dispatchedOn,
        lines,
      }),
    }),
  concerns: (_book, { producerId, groupId }) => [producerId, groupId],
});
