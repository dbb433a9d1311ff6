import { type Of, shape } from '#decision';
import { addToBalances } from '../balances.js';
import { coProductionEvent } from '../declare.js';
import { acceptedLine, deliveryClosed } from '../goods.js';
import { changedPledge, holdersOf, pledgeOf } from '../pledges.js';
import { changed, changeGroup, changeProducer } from '../positions.js';
import { stillUnsettled } from '../settlement.js';
import type { CoProduction } from '../state.js';

const data = shape.record({
  deliveryId: shape.id,
  producerId: shape.id,
  groupId: shape.id,
  season: shape.label,
  lines: shape.list(acceptedLine),
  value: shape.amount,
  settlements: shape.list(shape.record({ pledgeId: shape.id, amount: shape.amount })),
  advanceRepaid: shape.amount,
  dueToProducer: shape.amount,
  dueFromGroup: shape.amount,
  acceptedOn: shape.day,
});
export type DeliveryAccepted = Of<typeof data>;

/**
 * A group took a delivery, all of it or a part: advances shrink on both sides, and the rest is
 * owed to the producer and by the group. With V the sum of the lines (`value`) and S the sum of
 * the settlements, oldest pledge first: `advanceRepaid` is what of S pays back the producer's own
 * advance, min(S, its balance); `dueToProducer` is V − advanceRepaid; `dueFromGroup` is V − S.
 */
export const deliveryAccepted = coProductionEvent({
  type: 'DeliveryAccepted',
  data,
  upcasts: [],
  day: 'acceptedOn',
  evolve(state, data) {
    const { producerId, groupId, value, advanceRepaid, dueToProducer, dueFromGroup } = data;
    const settled = value - dueFromGroup;
    const afterSettling = changed(state, { pledges: settledPledges(state, data.settlements) });
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
  },
  concerns: (book, { producerId, groupId, settlements }) => [
    producerId,
    groupId,
    ...holdersOf(book, ...settlements),
  ],
});

const settledPledges = (
  state: CoProduction,
  settlements: readonly { readonly pledgeId: string; readonly amount: number }[],
): CoProduction['pledges'] =>
  settlements.reduce((pledges, { pledgeId, amount }) => {
    const pledge = pledgeOf({ pledges }, pledgeId);
    return pledges.set(pledgeId, changedPledge(pledge, { settled: pledge.settled + amount }));
  }, state.pledges);
