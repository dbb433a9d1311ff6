import { accepted, type input, refusal, rejected } from '#decision';
import { partyCommand } from '../declare.js';
import { disaffiliated } from '../events/disaffiliated.js';
import { affiliation } from './affiliate.js';

export interface Disaffiliate extends input.InputOf<typeof affiliation> {
  readonly type: 'Disaffiliate';
}

/** A party leaves a network or consortium. */
export const disaffiliate = partyCommand<Disaffiliate>()({
  type: 'Disaffiliate',
  input: affiliation,
  statuses: ['registered'],
  refuses: { not_affiliated: refusal.state('The party does not belong to it.') },
  makes: { Disaffiliated: ({ networkId }: { readonly networkId: string }) => ({ networkId }) },
  decide({ networkId }, party) {
    if (!party.networks.has(networkId)) return rejected('not_affiliated', { networkId });
    return accepted(disaffiliated.of({ networkId }));
  },
});
