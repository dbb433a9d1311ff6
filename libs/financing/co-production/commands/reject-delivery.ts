import { accepted, input } from '#decision';
import { coProductionCommand, refusals } from '../declare.js';
import { openDelivery } from '../goods.js';
import { type DeliveryRejected, deliveryRejected } from '../events/delivery-rejected.js';

const asked = { reasonCode: input.reasonCode('Why, as a code.', 'spoilt') };

export interface RejectDelivery extends input.InputOf<typeof asked> {
  readonly type: 'RejectDelivery';
  readonly deliveryId: string;
}

/** A group takes nothing of a delivery. Nothing is owed for it. */
export const rejectDelivery = coProductionCommand<RejectDelivery>()({
  type: 'RejectDelivery',
  input: asked,
  about: 'deliveryId',
  statuses: ['confirmed'],
  refuses: {
    delivery_unknown: refusals.delivery_unknown,
    delivery_closed: refusals.delivery_closed,
  },
  makes: {
    DeliveryRejected: ({ deliveryId, reasonCode }: DeliveryRejected) => ({ deliveryId, reasonCode }),
  },
  decide({ deliveryId, reasonCode }, state) {
    const open = openDelivery(state, deliveryId);
    if ('rejection' in open) return open;
    const { producerId, groupId } = open.delivery;
    return accepted(deliveryRejected.of({ deliveryId, producerId, groupId, reasonCode }));
  },
});
