import { Map, Set } from 'immutable';
import type { PartyEvent, PartyKind, Role } from './events.js';

/** All that the rules need to know of one party. The collections share structure: an earlier state stays valid. */
export type Party = {
  /** Undefined: nothing was ever written about it. */
  readonly kind: PartyKind | undefined;
  /** Who acts here, by role. A role that nobody holds is absent. */
  readonly holders: Map<Role, Set<string>>;
  /** The networks and consortia it belongs to; those above them are not listed. */
  readonly networks: Set<string>;
};

export const initialParty: Party = { kind: undefined, holders: Map(), networks: Set() };

export function holdsRole(party: Party, personId: string, role: Role): boolean {
  return party.holders.get(role)?.has(personId) ?? false;
}

export function roleIsVacant(party: Party, role: Role): boolean {
  return !party.holders.has(role);
}

export function evolveParty(party: Party, event: PartyEvent): Party {
  switch (event.type) {
    case 'PartyRegistered':
      return { ...party, kind: event.data.kind };
    case 'RoleGranted': {
      const { personId, role } = event.data;
      return {
        ...party,
        holders: party.holders.update(role, Set<string>(), (persons) => persons.add(personId)),
      };
    }
    case 'RoleRevoked': {
      const { personId, role } = event.data;
      const left = party.holders.get(role, Set<string>()).remove(personId);
      const holders = left.isEmpty() ? party.holders.remove(role) : party.holders.set(role, left);
      return { ...party, holders };
    }
    case 'Affiliated':
      return { ...party, networks: party.networks.add(event.data.networkId) };
    case 'Disaffiliated':
      return { ...party, networks: party.networks.remove(event.data.networkId) };
  }
}
