import { VersionedMap, VersionedSet } from '#versioned';
import { shape } from '#decision';
import { type PartyKind, partyKinds, type Role, roles } from './roles.js';
import type { Party } from './state.js';

/** Which layout of snapshots this is. It goes up with every change of PartySnapshot; another version is not read. */
export const partySnapshotVersion = 1;

/**
 * A party's state as JSON holds it, ids sorted, so that equal states have equal
 * snapshots.
 */
export type PartySnapshot = {
  readonly kind: PartyKind | null;
  readonly holders: { readonly [Held in Role]?: readonly string[] };
  readonly networks: readonly string[];
};

export function partyToSnapshot(party: Party): PartySnapshot {
  return {
    kind: party.kind ?? null,
    holders: Object.fromEntries(
      roles.flatMap((role) => {
        const persons = party.holders.get(role);
        return persons === undefined ? [] : [[role, [...persons].sort()]];
      }),
    ),
    networks: [...party.networks].sort(),
  };
}

const { list, nullable, oneOf, optional, record, text } = shape;

const fields = {
  kind: nullable(oneOf(partyKinds)),
  holders: record(Object.fromEntries(roles.map((role) => [role, optional(list(text))]))),
  networks: list(text),
};

/** `json` is what `partyToSnapshot` made. Throws where a field is missing or of the wrong kind. */
export function partyFromSnapshot(json: unknown): Party {
  shape.assertShape(json, fields);
  const snapshot = json as PartySnapshot;
  return {
    kind: snapshot.kind ?? undefined,
    holders: VersionedMap.of(
      roles.flatMap((role) => {
        const persons = snapshot.holders[role];
        return persons === undefined ? [] : [[role, VersionedSet.of(persons)] as const];
      }),
    ),
    networks: VersionedSet.of(snapshot.networks),
  };
}
