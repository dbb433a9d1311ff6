import { rejected, type Rejection } from '#decision';
import type { Actor } from '../actor.js';
import type { Role } from './roles.js';
import type { Party } from './state.js';
import { actsFor, isItself } from './who-may.js';

/** What can be done with the personal data of a party. */
export type DirectoryAct = 'read_name' | 'read_contact' | 'correct' | 'export' | 'erase';

/** The party whose entry it is. */
export interface DirectoryEntry {
  readonly partyId: string;
  readonly party: Party;
  /** Where a person holds a role, so that those who act there may know who it is; absent: nowhere. */
  readonly rolesAt?: readonly string[];
}

type Rule = (actor: Actor, entry: DirectoryEntry) => boolean;

/** The party's own people: who decides on its behalf, or the person itself. */
const ownPeople: Rule = (actor, { partyId, party }) =>
  actsFor(actor, party) || isItself(actor, partyId, party);

/** Requests to correct or erase reach whoever runs the server, who must be able to follow them. */
const ownPeopleOrOperator: Rule = (actor, entry) => ownPeople(actor, entry) || actor.operator;

/** Whoever keeps a party's affairs needs the names of the people there. */
const rolesThatKnowTheirPeople: readonly Role[] = ['referent', 'treasurer', 'manager'];

/**
 * What an organisation is called, what kind it is and in which town may be read by anyone who is signed in. A person's
 * name is for the person, for those who may correct it, and for those who act where the person holds a role.
 */
const mayReadName: Rule = (actor, entry) =>
  entry.party.kind !== 'person' ||
  ownPeopleOrOperator(actor, entry) ||
  (entry.rolesAt ?? []).some((partyId) =>
    rolesThatKnowTheirPeople.some((role) => actor.holds(partyId, role)),
  );

/** Who may do what with an entry. There is no other place that says so. */
export const directoryRules: { readonly [Act in DirectoryAct]: Rule } = {
  read_name: mayReadName,
  read_contact: ownPeopleOrOperator,
  correct: ownPeopleOrOperator,
  /** An export also holds what the books say about a party, which is not the operator's to read. */
  export: ownPeople,
  erase: ownPeopleOrOperator,
};

/**
 * Undefined where the actor may do this with the entry; otherwise `party_unknown` where there is no such party, and
 * `not_allowed`.
 */
export function authoriseDirectory(
  act: DirectoryAct,
  entry: DirectoryEntry,
  actor: Actor,
): Rejection | undefined {
  if (entry.party.kind === undefined) return rejected('party_unknown', { partyId: entry.partyId }).rejection;
  return directoryRules[act](actor, entry) ? undefined : rejected('not_allowed').rejection;
}
