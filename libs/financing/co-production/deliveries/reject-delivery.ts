import { accepted, rejected, type Decision } from '../../decision.js';
import { changed } from '../changed.js';
import type { CommandTo } from '../commands.js';
import type { CoProductionEvent, DataOf } from '../events.js';
import type { CoProduction } from '../state.js';
import { deliveryClosed } from './delivery-accepted.js';

/** A group takes nothing of a delivery. Nothing is owed for it. */
export function rejectDelivery(
  command: CommandTo<'RejectDelivery'>,
  state: CoProduction,
): Decision<CoProductionEvent> {
  const { deliveryId, reasonCode } = command;
  const delivery = state.deliveries.get(deliveryId);

  if (delivery === undefined) return rejected('delivery_unknown', { deliveryId });
  if (delivery.status !== 'dispatched') return rejected('delivery_closed', { status: delivery.status });
  const { producerId, groupId } = delivery;
  return accepted({ type: 'DeliveryRejected', data: { deliveryId, producerId, groupId, reasonCode } });
}

export const deliveryRejected = (
  state: CoProduction,
  { deliveryId }: DataOf<'DeliveryRejected'>,
): CoProduction => changed(state, { deliveries: deliveryClosed(state, deliveryId, 'rejected') });
