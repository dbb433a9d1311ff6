import type { CoProduction, GroupPosition, Pledge } from './state.js';

// The fields are written out, because Node takes about ten times as long for `{ ...state }` where that state was itself made by
// spreading one, and states, pledges and positions are copied at every event.

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

/** The pledge after something arrived, came back or ended. What was promised stays. */
export const changedPledge = (
  pledge: Pledge,
  changes: Partial<Pick<Pledge, 'received' | 'settled' | 'status'>>,
): Pledge => ({
  id: pledge.id,
  ordinal: pledge.ordinal,
  by: pledge.by,
  through: pledge.through,
  instrument: pledge.instrument,
  amount: pledge.amount,
  received: pledge.received,
  settled: pledge.settled,
  status: pledge.status,
  ...changes,
});

/** The position with these fields instead of its own. */
export const changedGroup = (group: GroupPosition, changes: Partial<GroupPosition>): GroupPosition => ({
  pledges: group.pledges,
  advances: group.advances,
  due: group.due,
  unsettled: group.unsettled,
  ...changes,
});
