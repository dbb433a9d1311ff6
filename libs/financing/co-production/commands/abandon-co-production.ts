import { accepted, input, refusal, rejected } from '#decision';
import { coProductionCommand } from '../declare.js';
import { type CoProductionAbandoned, coProductionAbandoned } from '../events/co-production-abandoned.js';
import {
  pledgesReleased,
  type ReleasedPledge,
  RELEASED_PLEDGES_IN_EVENT_MAX,
  RELEASED_PLEDGES_MAX,
} from '../events/pledges-released.js';
import { openAmount, pledgeAt } from '../pledges.js';
import type { CoProduction } from '../state.js';

const asked = { reasonCode: input.reasonCode('Why, as a code.', 'frost') };

export interface AbandonCoProduction extends input.InputOf<typeof asked> {
  readonly type: 'AbandonCoProduction';
}

/**
 * The co-production is given up and everybody who pledged is released. Refused while there is
 * money: whoever paid must be paid back first, and refunds are not here yet.
 */
export const abandonCoProduction = coProductionCommand<AbandonCoProduction>()({
  type: 'AbandonCoProduction',
  input: asked,
  statuses: ['proposed', 'open'],
  refuses: {
    money_received: refusal.state('Money has arrived, and giving it back is not possible yet.'),
    too_many_pledges: refusal.rule('There are more open pledges than can be released at once.'),
  },
  makes: {
    PledgesReleased: () => null,
    CoProductionAbandoned: ({ reasonCode }: CoProductionAbandoned) => ({ reasonCode }),
  },
  decide({ reasonCode }, state) {
    const { bank } = state.balances;

    if (bank > 0) return rejected('money_received', { bank });
    if (state.openPledges > RELEASED_PLEDGES_MAX) {
      return rejected('too_many_pledges', { open: state.openPledges, limit: RELEASED_PLEDGES_MAX });
    }
    return accepted<ReturnType<typeof pledgesReleased.of | typeof coProductionAbandoned.of>>(
      ...releases(state),
      coProductionAbandoned.of({ reasonCode }),
    );
  },
});

/** Walks over all pledges, which happens once in the life of a co-production, at its end. */
function releases(state: CoProduction): ReturnType<typeof pledgesReleased.of>[] {
  const open: ReleasedPledge[] = [];
  for (let ordinal = 0; ordinal < state.pledgeIds.size; ordinal += 1) {
    const pledge = pledgeAt(state, ordinal);
    if (pledge.status === 'open') open.push({ pledgeId: pledge.id, amount: openAmount(pledge) });
  }
  const events: ReturnType<typeof pledgesReleased.of>[] = [];
  for (let from = 0; from < open.length; from += RELEASED_PLEDGES_IN_EVENT_MAX) {
    const pledges = open.slice(from, from + RELEASED_PLEDGES_IN_EVENT_MAX);
    events.push(pledgesReleased.of({ pledges }));
  }
  return events;
}
