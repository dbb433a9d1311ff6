import { accepted, input, refusal, rejected } from '#decision';
import { examples } from '../../examples.js';
import { canBeJoined, partyCommand, refusals } from '../declare.js';
import { affiliated } from '../events/affiliated.js';
import type { PartyKind } from '../roles.js';

/** What can be belonged to. */
export const affiliation = {
  networkId: input.id('The network or consortium.', examples.networkId),
};

export interface Affiliate extends input.InputOf<typeof affiliation> {
  readonly type: 'Affiliate';
  /** What the network party is registered as; absent where it is not registered. */
  readonly network?: PartyKind;
  /** The networks that the named one belongs to, itself included: joining one's own inside is a cycle. */
  readonly above: readonly string[];
}

/**
 * A party joins a network or consortium. `above` was looked up before the decision, and one command
 * writes one stream: two networks that join each other in the same instant can close a circle.
 * Whoever climbs from network to network must stop at one seen before.
 */
export const affiliate = partyCommand<Affiliate>()({
  type: 'Affiliate',
  input: affiliation,
  facts({ networkId }: Affiliate, parties) {
    const network = parties.kindOf(networkId);
    const above = parties.selfAndAbove(networkId);
    return network === undefined ? { above } : { network, above };
  },
  statuses: ['registered'],
  refuses: {
    network_unknown: refusals.network_unknown,
    network_cycle: refusal.rule('The network belongs to the party, so the party cannot belong to it.'),
    affiliated: refusal.state('The party belongs to it already.'),
  },
  makes: {
    Affiliated: ({ networkId }: { readonly networkId: string }) => ({ networkId, above: [] }),
  },
  decide({ networkId, network, above }, party, { id }) {
    if (!canBeJoined(network)) return rejected('network_unknown', { networkId });
    if (networkId === id || above.includes(id)) return rejected('network_cycle', { networkId });
    if (party.networks.has(networkId)) return rejected('affiliated', { networkId });
    return accepted(affiliated.of({ networkId }));
  },
});
