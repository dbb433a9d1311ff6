import { VersionedMap, VersionedSet } from '#versioned';
import type { PartyKind, Role } from './roles.js';

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

export const holdersOf = (party: Party, role: Role): VersionedSet<string> =>
  party.holders.get(role) ?? VersionedSet.of();
