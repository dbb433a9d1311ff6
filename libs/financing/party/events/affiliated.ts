import { shape } from '#decision';
import { partyEvent } from '../declare.js';

const data = shape.record({ networkId: shape.id });

/** The party belongs to the network or consortium now. */
export const affiliated = partyEvent({
  type: 'Affiliated',
  data,
  upcasts: [],
  day: undefined,
  evolve: (party, { networkId }) => ({ ...party, networks: party.networks.add(networkId) }),
  concerns: (_party, { networkId }) => [networkId],
});
