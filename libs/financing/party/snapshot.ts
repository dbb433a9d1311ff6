import { Map, Set } from 'immutable';
import { type PartyKind, type Role, roles } from './events.js';
import type { Party } from './state.js';

/**
 * A party's state as JSON holds it, ids sorted, so that equal states have equal snapshots. Whoever keeps one drops it
 * when this shape changes.
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
        return persons === undefined ? [] : [[role, persons.toArray().sort()]];
      }),
    ),
    networks: party.networks.toArray().sort(),
  };
}

/** `json` is what `partyToSnapshot` made, of the same shape. */
export function partyFromSnapshot(json: unknown): Party {
  const snapshot = json as PartySnapshot;
  return {
    kind: snapshot.kind ?? undefined,
    holders: Map(
      roles.flatMap((role) => {
        const persons = snapshot.holders[role];
        return persons === undefined ? [] : [[role, Set(persons)] as const];
      }),
    ),
    networks: Set(snapshot.networks),
  };
}
