import { accepted, refusal, rejected } from '#decision';
import { coProductionCommand } from '../declare.js';
import { coProductionConfirmed } from '../events/co-production-confirmed.js';

export interface ConfirmCoProduction {
  readonly type: 'ConfirmCoProduction';
}

/** Enough was promised: pledging ends and the harvest is financed. */
export const confirmCoProduction = coProductionCommand<ConfirmCoProduction>()({
  type: 'ConfirmCoProduction',
  input: {},
  statuses: ['open'],
  refuses: { minimum_not_reached: refusal.state('Less is pledged than the minimum.') },
  makes: { CoProductionConfirmed: () => ({}) },
  decide(_command, { pledged, terms }) {
    const { minimum } = terms.target;
    if (pledged < minimum) return rejected('minimum_not_reached', { minimum, pledged });
    return accepted(coProductionConfirmed.of({ pledged }));
  },
});
