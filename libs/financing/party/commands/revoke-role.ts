import { accepted, type input, refusal, rejected } from '#decision';
import { partyCommand } from '../declare.js';
import { roleRevoked } from '../events/role-revoked.js';
import type { Role } from '../roles.js';
import { holdsRole } from '../state.js';
import { heldRole } from './grant-role.js';

export interface RevokeRole extends input.InputOf<typeof heldRole> {
  readonly type: 'RevokeRole';
}

/** A person loses a role, or gives it up. */
export const revokeRole = partyCommand<RevokeRole>()({
  type: 'RevokeRole',
  input: heldRole,
  statuses: ['registered'],
  refuses: { role_not_held: refusal.state('The person does not hold this role.') },
  makes: { RoleRevoked: (held: { readonly personId: string; readonly role: Role }) => held },
  decide({ personId, role }, party) {
    if (!holdsRole(party, personId, role)) return rejected('role_not_held', { personId, role });
    return accepted(roleRevoked.of({ personId, role }));
  },
});
