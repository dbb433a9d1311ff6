import { VersionedMap, VersionedSet } from '#versioned';
import type { PartyEvent, PartyKind, Role } from './events.js';

/** All that the rules need to know of one party. The collections are values: an earlier state stays valid. */
export type Party = {
  /** Undefined: nothing was ever written about it. */
  readonly kind: PartyKind | undefined;
  /** Who acts here, by role. A role that nobody holds is absent. */
  readonly holders: VersionedMap<Role, VersionedSet<string>>;
  /** The networks and consortia it belongs to; those above them are not listed. */
  readonly networks: VersionedSet<string>;
};

export const initialParty: Party = {
  kind: undefined,
  holders: VersionedMap.of(),
  networks: VersionedSet.of(),
};

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
      return { ...party, holders: party.holders.set(role, holdersOf(party, role).add(personId)) };
    }
    case 'RoleRevoked': {
      const { personId, role } = event.data;
      const left = holdersOf(party, role).remove(personId);
      const holders = left.size === 0 ? party.holders.remove(role) : party.holders.set(role, left);
      return { ...party, holders };
    }
    case 'Affiliated':
      return { ...party, networks: party.networks.add(event.data.networkId) };
    case 'Disaffiliated':
      return { ...party, networks: party.networks.remove(event.data.networkId) };
  }
}

const holdersOf = (party: Party, role: Role): VersionedSet<string> =>
  party.holders.get(role) ?? VersionedSet.of();
