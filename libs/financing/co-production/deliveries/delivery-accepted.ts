import { changed, changedPledge } from '../changed.js';
import type { DeliveryAccepted } from '../events.js';
import { pop, smallest } from '../ordinal-heap.js';
import {
  addToBalances,
  changeGroup,
  changeProducer,
  pledgeAt,
  pledgeOf,
  unsettledAmount,
} from '../positions.js';
import type { CoProduction, GroupPosition } from '../state.js';

/** The books after an acceptance: advances shrink on both sides, and the rest is owed to the producer and by the group. */
export function deliveryAccepted(state: CoProduction, data: DeliveryAccepted): CoProduction {
  const { producerId, groupId, value, advanceRepaid, dueToProducer, dueFromGroup } = data;
  const settled = value - dueFromGroup;
  const afterSettling = changed(state, { pledges: settledPledges(state, data) });
  return changed(afterSettling, {
    groups: changeGroup(state, groupId, (group) => ({
      advances: group.advances - settled,
      due: group.due + dueFromGroup,
      unsettled: stillUnsettled(group, afterSettling),
    })),
    producers: changeProducer(state, producerId, (producer) => ({
      advances: producer.advances - advanceRepaid,
      due: producer.due + dueToProducer,
    })),
    deliveries: deliveryClosed(state, data.deliveryId, 'accepted'),
    delivered: state.delivered + value,
    balances: addToBalances(state.balances, {
      advances: -settled,
      groups: dueFromGroup,
      producerAdvances: -advanceRepaid,
      producers: dueToProducer,
    }),
  });
}

const settledPledges = (state: CoProduction, { settlements }: DeliveryAccepted): CoProduction['pledges'] =>
  settlements.reduce((pledges, { pledgeId, amount }) => {
    const pledge = pledgeOf({ pledges }, pledgeId);
    return pledges.set(pledgeId, changedPledge(pledge, { settled: pledge.settled + amount }));
  }, state.pledges);

/** Settling goes from the oldest on, so what is settled in full is at the top of the heap. */
function stillUnsettled({ unsettled }: GroupPosition, state: CoProduction): GroupPosition['unsettled'] {
  let heap = unsettled;
  let oldest = smallest(heap);
  while (oldest !== undefined && unsettledAmount(pledgeAt(state, oldest)) === 0) {
    heap = pop(heap);
    oldest = smallest(heap);
  }
  return heap;
}

/** A delivery on which nothing is decided any more; its lines are in its events. */
export function deliveryClosed(
  state: CoProduction,
  deliveryId: string,
  status: 'accepted' | 'rejected',
): CoProduction['deliveries'] {
  const delivery = state.deliveries.get(deliveryId);
  if (delivery === undefined) throw new Error(`an event names delivery ${deliveryId}, which is not known`);
  return state.deliveries.set(deliveryId, {
    producerId: delivery.producerId,
    groupId: delivery.groupId,
    season: delivery.season,
    status,
    dispatchedOn: delivery.dispatchedOn,
    lines: [],
  });
}
