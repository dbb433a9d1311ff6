import { changed, changedPledge } from '../changed.js';
import type { ReleasedPledge } from '../events.js';
import { addToBalances, changeGroup, changePledge, pledgeOf } from '../positions.js';
import type { CoProduction, Pledge } from '../state.js';

/** A pledge stops promising anything: its party took it back, or everybody was released. */
export function pledgeEnded(
  state: CoProduction,
  { pledgeId, amount }: ReleasedPledge,
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
