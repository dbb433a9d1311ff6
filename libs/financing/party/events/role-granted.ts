import { shape } from '#decision';
import { partyEvent } from '../declare.js';
import { roles } from '../roles.js';
import { holdersOf } from '../state.js';

const data = shape.record({ personId: shape.id, role: shape.oneOf(roles) });

/** From now on the person acts for the party in this role. */
export const roleGranted = partyEvent({
  type: 'RoleGranted',
  data,
  upcasts: [],
  day: undefined,
  evolve: (party, { personId, role }) => ({
    ...party,
    holders: party.holders.set(role, holdersOf(party, role).add(personId)),
  }),
  concerns: (_party, { personId }) => [personId],
});
