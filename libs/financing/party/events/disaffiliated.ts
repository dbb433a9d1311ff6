import { shape } from '#decision';
import { partyEvent } from '../declare.js';

const data = shape.record({ networkId: shape.id });

/** The party belongs to the network or consortium no more. */
export const disaffiliated = partyEvent({
  type: 'Disaffiliated',
  data,
  upcasts: [],
  day: undefined,
  evolve: (party, { networkId }) => ({ ...party, networks: party.networks.remove(networkId) }),
  concerns: (_party, { networkId }) => [networkId],
});
