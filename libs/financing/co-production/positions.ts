import type { CoProduction, GroupPosition, ProducerPosition } from './state.js';

// The fields are written out, because Node takes about ten times as long for `{ ...state }` where
// that state was itself made by spreading one, and states and positions are copied at every event.

/** The state with these fields instead of its own. */
export const changed = (state: CoProduction, changes: Partial<CoProduction>): CoProduction => ({
  status: state.status,
  terms: state.terms,
  prices: state.prices,
  pricesVersion: state.pricesVersion,
  parties: state.parties,
  pledges: state.pledges,
  pledgeIds: state.pledgeIds,
  openPledges: state.openPledges,
  pledged: state.pledged,
  groups: state.groups,
  producers: state.producers,
  deliveries: state.deliveries,
  delivered: state.delivered,
  forecasts: state.forecasts,
  bankReferences: state.bankReferences,
  tranches: state.tranches,
  balances: state.balances,
  ...changes,
});

const noGroupPosition: GroupPosition = { pledges: 0, advances: 0, due: 0, unsettled: undefined };
const noProducerPosition: ProducerPosition = { advances: 0, due: 0 };

/** What the book knows of a group; of one that it does not know, nothing. */
export const groupPosition = (state: CoProduction, groupId: string): GroupPosition =>
  state.groups.get(groupId) ?? noGroupPosition;

/** What the book knows of a producer; of one that it does not know, nothing. */
export const producerPosition = (state: CoProduction, producerId: string): ProducerPosition =>
  state.producers.get(producerId) ?? noProducerPosition;

/** The position with these fields instead of its own. */
export const changedGroup = (group: GroupPosition, changes: Partial<GroupPosition>): GroupPosition => ({
  pledges: group.pledges,
  advances: group.advances,
  due: group.due,
  unsettled: group.unsettled,
  ...changes,
});

export const changeGroup = (
  state: CoProduction,
  groupId: string,
  change: (position: GroupPosition) => Partial<GroupPosition>,
): CoProduction['groups'] => {
  const position = groupPosition(state, groupId);
  return state.groups.set(groupId, changedGroup(position, change(position)));
};

export const changeProducer = (
  state: CoProduction,
  producerId: string,
  change: (position: ProducerPosition) => ProducerPosition,
): CoProduction['producers'] => state.producers.set(producerId, change(producerPosition(state, producerId)));
