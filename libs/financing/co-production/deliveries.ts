import { rejected } from '#decision';
import type { CoProduction, Delivery } from './state.js';

/** The delivery that is still to be decided on, or why there is none. */
export function openDelivery(state: CoProduction, deliveryId: string) {
  const delivery = state.deliveries.get(deliveryId);
  if (delivery === undefined) return rejected('delivery_unknown', { deliveryId });
  if (delivery.status !== 'dispatched') return rejected('delivery_closed', { status: delivery.status });
  return { delivery };
}

/** A delivery on which nothing is decided any more; its lines are in its events. */
export function deliveryClosed(
  state: CoProduction,
  deliveryId: string,
  status: Exclude<Delivery['status'], 'dispatched'>,
): CoProduction['deliveries'] {
  const delivery = state.deliveries.get(deliveryId);
  if (delivery === undefined) throw new Error(`an event names delivery ${deliveryId}, which is not known`);
  const { producerId, groupId, season, dispatchedOn } = delivery;
  return state.deliveries.set(deliveryId, { producerId, groupId, season, status, dispatchedOn, lines: [] });
}
