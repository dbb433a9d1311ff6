import { accepted, rejected, type Decision } from '../../decision.js';
import { AMOUNT_MAX } from '../../money/index.js';
import { changed } from '../changed.js';
import type { CommandTo, Context } from '../commands.js';
import { refusedDate } from '../dates.js';
import type { CoProductionEvent, PledgeMade } from '../events.js';
import { addToBalances, changeGroup } from '../positions.js';
import type { CoProduction, Pledge } from '../state.js';

/** A party promises an amount. The offer's closing day binds nobody: confirming the co-production ends pledging. */
export function makePledge(
  command: CommandTo<'MakePledge'>,
  state: CoProduction,
  context: Context,
): Decision<CoProductionEvent> {
  const { pledgeId, by, through, instrument, amount, reference, pledgedOn } = command;
  const { accepts, pledging, target } = state.terms;
  const minimum = pledging.minimumPledge ?? 1;
  const room = (target.cap ?? AMOUNT_MAX) - state.pledged;

  if (!accepts.includes(instrument)) return rejected('instrument_not_accepted', { accepts });
  if (amount <= 0) return rejected('amount_not_positive', { amount });
  if (amount < minimum) return rejected('below_minimum_pledge', { minimum });
  if (amount > room) return rejected('above_cap', { room });
  if (state.pledges.has(pledgeId)) return rejected('pledge_known', { pledgeId });
  return (
    refusedDate(pledgedOn, state, context) ??
    accepted({
      type: 'PledgeMade',
      data: { pledgeId, by, through, instrument, amount, reference, pledgedOn },
    })
  );
}

export function pledgeMade(state: CoProduction, data: PledgeMade): CoProduction {
  const { pledgeId, by, through, instrument, amount } = data;
  const pledge: Pledge = {
    id: pledgeId,
    ordinal: state.pledgeIds.size,
    by,
    through,
    instrument,
    amount,
    received: 0,
    settled: 0,
    status: 'open',
  };
  return changed(state, {
    parties: state.parties.add(by).add(through),
    pledges: state.pledges.set(pledgeId, pledge),
    pledgeIds: state.pledgeIds.set(state.pledgeIds.size, pledgeId),
    openPledges: state.openPledges + 1,
    pledged: state.pledged + amount,
    groups: changeGroup(state, through, ({ pledges }) => ({ pledges: pledges + 1 })),
    balances: addToBalances(state.balances, { commitments: amount }),
  });
}
