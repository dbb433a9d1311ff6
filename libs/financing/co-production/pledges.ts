import { addToBalances } from './balances.js';
import { changeGroup, changed } from './positions.js';
import type { CoProduction, Pledge } from './state.js';

/** What of a pledge was promised and did not arrive yet. */
export const openAmount = (pledge: Pledge): number => pledge.amount - pledge.received;

/** What of an advance was received and did not come back in goods yet. */
export const unsettledAmount = (pledge: Pledge): number =>
  pledge.instrument === 'advance' ? pledge.received - pledge.settled : 0;

/** The pledge that an event of this book names. That it is there was decided before the event was written. */
export function pledgeOf(state: Pick<CoProduction, 'pledges'>, pledgeId: string): Pledge {
  const pledge = state.pledges.get(pledgeId);
  if (pledge === undefined)
    throw new Error(`an event names pledge ${pledgeId}, which the book does not know`);
  return pledge;
}

/** The pledge at this place in the order in which they were made. */
export function pledgeAt(state: CoProduction, ordinal: number): Pledge {
  const pledgeId = state.pledgeIds.get(ordinal);
  if (pledgeId === undefined) throw new Error(`no pledge has the ordinal ${ordinal}`);
  return pledgeOf(state, pledgeId);
}

export const changePledge = (state: CoProduction, pledge: Pledge): CoProduction['pledges'] =>
  state.pledges.set(pledge.id, pledge);

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

/** A pledge stops promising anything: its party took it back, or everybody was released. */
export function pledgeEnded(
  state: CoProduction,
  { pledgeId, amount }: { readonly pledgeId: string; readonly amount: number },
  status: Exclude<Pledge['status'], 'open'>,
): CoProduction {
  const pledge = pledgeOf(state, pledgeId);
  return changed(state, {
    pledges: changePledge(state, changedPledge(pledge, { status })),
    openPledges: state.openPledges - 1,
    pledged: state.pledged - amount,
    groups: changeGroup(state, pledge.through, ({ pledges }) => ({ pledges: pledges - 1 })),
    balances: addToBalances(state.balances, { commitments: -amount }),
  });
}

/** Who promised these pledges, and through whom they run: whose business they are. */
export const holdersOf = (
  book: CoProduction,
  ...pledges: readonly { readonly pledgeId: string }[]
): readonly string[] =>
  pledges.flatMap(({ pledgeId }) => {
    const pledge = book.pledges.get(pledgeId);
    return pledge === undefined ? [] : [pledge.by, pledge.through];
  });
