import type { Actor } from '../actor.js';
import type { PartyEvent } from '../party/catalogue.js';
import type { PartyKind, Role } from '../party/roles.js';
import { holdsRole, initialParty, type Party } from '../party/state.js';
import { partyStream } from '../party/stream.js';

/** The parties around the co-production of these tests. What is elsewhere has no part in it. */
export const partiesOfTheTown: { readonly [partyId: string]: PartyKind } = {
  consortium: 'consortium',
  ficodindia: 'producer',
  saia: 'producer',
  'farm elsewhere': 'producer',
  bergamo: 'group',
  treviglio: 'group',
  lodi: 'group',
  'group elsewhere': 'group',
  mag: 'finance_partner',
  'bank elsewhere': 'finance_partner',
  'member who pledged': 'person',
};

interface Position {
  readonly at: string;
  readonly role: Role;
}

/**
 * Every kind of person that may knock, by what it is to the co-production: the consortium is its custodian, Ficodindia
 * and La Saia are its producers, Bergamo has pledged and gets the delivery, Treviglio has pledged, MAG audits.
 * The name is the person's id as well.
 */
export const cast: { readonly [name: string]: Position | undefined } = {
  operator: undefined,
  'manager of the custodian': { at: 'consortium', role: 'manager' },
  'treasurer of the custodian': { at: 'consortium', role: 'treasurer' },
  'referent of the custodian': { at: 'consortium', role: 'referent' },
  'member of the custodian': { at: 'consortium', role: 'member' },
  'manager of the delivering producer': { at: 'ficodindia', role: 'manager' },
  'treasurer of the delivering producer': { at: 'ficodindia', role: 'treasurer' },
  'manager of another producer': { at: 'saia', role: 'manager' },
  'manager of a producer elsewhere': { at: 'farm elsewhere', role: 'manager' },
  'referent of the pledging group': { at: 'bergamo', role: 'referent' },
  'manager of the pledging group': { at: 'bergamo', role: 'manager' },
  'treasurer of the pledging group': { at: 'bergamo', role: 'treasurer' },
  'auditor of the pledging group': { at: 'bergamo', role: 'auditor' },
  'member of the pledging group': { at: 'bergamo', role: 'member' },
  'member who pledged': { at: 'bergamo', role: 'member' },
  'pledger who left the group': undefined,
  'referent of another group': { at: 'treviglio', role: 'referent' },
  'member of another group': { at: 'treviglio', role: 'member' },
  'referent of a group elsewhere': { at: 'group elsewhere', role: 'referent' },
  'treasurer of a group elsewhere': { at: 'group elsewhere', role: 'treasurer' },
  'member of a group elsewhere': { at: 'group elsewhere', role: 'member' },
  'auditor of the finance partner': { at: 'mag', role: 'auditor' },
  'treasurer of the finance partner': { at: 'mag', role: 'treasurer' },
  'auditor of a bank elsewhere': { at: 'bank elsewhere', role: 'auditor' },
  stranger: undefined,
};

const registered = (kind: PartyKind): Party =>
  partyStream.evolve(initialParty, { type: 'PartyRegistered', data: { kind } });

const positionEvent = (type: 'RoleGranted' | 'RoleRevoked', name: string, position: Position) =>
  ({ type, data: { personId: name, role: position.role } }) satisfies PartyEvent;

/** The parties with everybody in the role that the cast gives them. */
export function partiesWithTheirPeople(): Map<string, Party> {
  const parties = new Map(Object.entries(partiesOfTheTown).map(([id, kind]) => [id, registered(kind)]));
  for (const [name, position] of Object.entries(cast)) {
    if (position !== undefined) tell(parties, position.at, positionEvent('RoleGranted', name, position));
  }
  return parties;
}

/** Takes its role from one of the cast, if it has one. */
export function revokeRoleOf(name: string, parties: Map<string, Party>): void {
  const position = cast[name];
  if (position !== undefined) tell(parties, position.at, positionEvent('RoleRevoked', name, position));
}

function tell(parties: Map<string, Party>, partyId: string, event: PartyEvent): void {
  parties.set(partyId, partyStream.evolve(parties.get(partyId) ?? initialParty, event));
}

/** The person of this name, holding what the party streams say at the moment it is asked. */
export function actorNamed(name: string, parties: ReadonlyMap<string, Party>): Actor {
  return {
    personId: name,
    operator: name === 'operator',
    kindOf: (partyId) => parties.get(partyId)?.kind,
    holds: (partyId, role) => holdsRole(parties.get(partyId) ?? initialParty, name, role),
  };
}
