import { accepted, input, rejected } from '#decision';
import { examples } from '../../examples.js';
import { canBeJoined, partyCommand, refusals } from '../declare.js';
import { affiliated } from '../events/affiliated.js';
import { partyRegistered } from '../events/party-registered.js';
import { type PartyKind, partyKinds } from '../roles.js';

const asked = {
  kind: input.oneOf(partyKinds, 'What it is.', 'group'),
  networkId: input.optional(input.id('The network or consortium it belongs to.', examples.networkId)),
};

export interface RegisterParty extends input.InputOf<typeof asked> {
  readonly type: 'RegisterParty';
  /** What the network party is registered as; absent where it is not registered. */
  readonly network?: PartyKind;
}

/** A party is written down, by an id alone; perhaps it belongs to a network from the beginning. */
export const registerParty = partyCommand<RegisterParty>()({
  type: 'RegisterParty',
  input: asked,
  creates: 'party',
  facts({ networkId }: RegisterParty, parties) {
    const network = networkId === undefined ? undefined : parties.kindOf(networkId);
    return network === undefined ? {} : { network };
  },
  statuses: ['absent'],
  refuses: { network_unknown: refusals.network_unknown },
  makes: { PartyRegistered: ({ kind }: { readonly kind: PartyKind }) => ({ kind }), Affiliated: () => null },
  decide({ kind, networkId, network }) {
    const registered = partyRegistered.of({ kind });
    if (networkId === undefined) return accepted(registered);
    if (!canBeJoined(network)) return rejected('network_unknown', { networkId });
    return accepted<typeof registered | ReturnType<typeof affiliated.of>>(
      registered,
      affiliated.of({ networkId }),
    );
  },
});
