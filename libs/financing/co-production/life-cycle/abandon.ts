import { accepted, rejected, type Decision } from '../../decision.js';
import { changed } from '../changed.js';
import type { CommandTo } from '../commands.js';
import type { CoProductionEvent, DataOf, ReleasedPledge } from '../events.js';
import { RELEASED_PLEDGES_IN_EVENT_MAX, RELEASED_PLEDGES_MAX } from '../limits.js';
import { pledgeEnded } from '../pledging/pledge-ended.js';
import { openAmount, pledgeAt } from '../positions.js';
import type { CoProduction } from '../state.js';

/**
 * The co-production is given up and everybody who pledged is released. Refused while there is money: whoever paid
 * must be paid back first, and refunds are not here yet.
 */
export function abandon(
  command: CommandTo<'AbandonCoProduction'>,
  state: CoProduction,
): Decision<CoProductionEvent> {
  const { bank } = state.balances;

  if (bank > 0) return rejected('money_received', { bank });
  if (state.openPledges > RELEASED_PLEDGES_MAX) {
    return rejected('too_many_pledges', { open: state.openPledges, limit: RELEASED_PLEDGES_MAX });
  }
  return accepted(...releases(state), {
    type: 'CoProductionAbandoned',
    data: { reasonCode: command.reasonCode },
  });
}

/** Walks over all pledges, which happens once in the life of a co-production, at its end. */
function releases(state: CoProduction): CoProductionEvent[] {
  const open: ReleasedPledge[] = [];
  for (let ordinal = 0; ordinal < state.pledgeIds.size; ordinal += 1) {
    const pledge = pledgeAt(state, ordinal);
    if (pledge.status === 'open') open.push({ pledgeId: pledge.id, amount: openAmount(pledge) });
  }
  const events: CoProductionEvent[] = [];
  for (let from = 0; from < open.length; from += RELEASED_PLEDGES_IN_EVENT_MAX) {
    const pledges = open.slice(from, from + RELEASED_PLEDGES_IN_EVENT_MAX);
    events.push({ type: 'PledgesReleased', data: { pledges } });
  }
  return events;
}

export const pledgesReleased = (state: CoProduction, data: DataOf<'PledgesReleased'>): CoProduction =>
  data.pledges.reduce((before, pledge) => pledgeEnded(before, pledge, 'released'), state);

export const abandoned = (state: CoProduction): CoProduction => changed(state, { status: 'abandoned' });
