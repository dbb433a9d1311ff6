import { shape } from '#decision';
import { partyEvent } from '../declare.js';
import { roles } from '../roles.js';
import { holdersOf } from '../state.js';

const data = shape.record({ personId: shape.id, role: shape.oneOf(roles) });

/** The person acts for the party in this role no more. */
export const roleRevoked = partyEvent({
  type: 'RoleRevoked',
  data,
  upcasts: [],
  day: undefined,
  evolve(party, { personId, role }) {
    const left = holdersOf(party, role).remove(personId);
    const holders = left.size === 0 ? party.holders.remove(role) : party.holders.set(role, left);
    return { ...party, holders };
  },
  concerns: (_party, { personId }) => [personId],
});
