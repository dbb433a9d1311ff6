import { accepted, rejected, type Decision } from '../../decision.js';
import type { CommandTo, Context } from '../commands.js';
import { refusedDate } from '../dates.js';
import type { CoProductionEvent, PledgeWithdrawn } from '../events.js';
import type { CoProduction } from '../state.js';
import { pledgeEnded } from './pledge-ended.js';

/** A promise is taken back, as long as nothing of it has arrived. */
export function withdrawPledge(
  command: CommandTo<'WithdrawPledge'>,
  state: CoProduction,
  context: Context,
): Decision<CoProductionEvent> {
  const { pledgeId, withdrawnOn } = command;
  const pledge = state.pledges.get(pledgeId);

  if (pledge === undefined) return rejected('pledge_unknown', { pledgeId });
  if (pledge.status !== 'open') return rejected('pledge_closed', { status: pledge.status });
  if (pledge.received > 0) return rejected('pledge_paid', { received: pledge.received });
  return (
    refusedDate(withdrawnOn, state, context) ??
    accepted({ type: 'PledgeWithdrawn', data: { pledgeId, amount: pledge.amount, withdrawnOn } })
  );
}

export const pledgeWithdrawn = (state: CoProduction, data: PledgeWithdrawn): CoProduction =>
  pledgeEnded(state, data, 'withdrawn');
