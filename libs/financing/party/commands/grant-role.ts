import { accepted, input, refusal, rejected } from '#decision';
import { examples } from '../../examples.js';
import { partyCommand } from '../declare.js';
import { roleGranted } from '../events/role-granted.js';
import { type PartyKind, type Role, roles } from '../roles.js';
import { holdsRole } from '../state.js';

/** A person and what it is at a party: what a grant and a revocation name. */
export const heldRole = {
  personId: input.id('The person.', examples.personId),
  role: input.oneOf(roles, 'What the person is there.', 'referent'),
};

export interface GrantRole extends input.InputOf<typeof heldRole> {
  readonly type: 'GrantRole';
  /** What the person's id is registered as; absent where it is registered nowhere. */
  readonly registeredAs?: PartyKind;
}

/**
 * A person gets a role. Where an OpenID provider knows the people, one who signs in need not be
 * registered, so an id that nobody registered may be a person. An id that is registered as
 * something else is none.
 */
export const grantRole = partyCommand<GrantRole>()({
  type: 'GrantRole',
  input: heldRole,
  facts({ personId }: GrantRole, parties) {
    const registeredAs = parties.kindOf(personId);
    return registeredAs === undefined ? {} : { registeredAs };
  },
  statuses: ['registered'],
  refuses: {
    person_unknown: refusal.rule('The id is registered, and not as a person.'),
    role_held: refusal.state('The person holds this role already.'),
  },
  makes: { RoleGranted: (held: { readonly personId: string; readonly role: Role }) => held },
  decide({ personId, role, registeredAs = 'person' }, party) {
    if (registeredAs !== 'person') return rejected('person_unknown', { personId });
    if (holdsRole(party, personId, role)) return rejected('role_held', { personId, role });
    return accepted(roleGranted.of({ personId, role }));
  },
});
