import type { PartyKind, Role } from './party/roles.js';

/** Who asks, as the door knows it: from a token the person and whether it is an operator, from the party streams its roles. */
export interface Actor {
  readonly personId: string;
  /** Runs the server. Being the operator opens no book. */
  readonly operator: boolean;
  /** Whether the person holds the role at the party now: a role that was revoked is not held. */
  holds(partyId: string, role: Role): boolean;
  /** What the party is registered as; undefined where it is not. Some roles mean something only at some kinds of party. */
  kindOf(partyId: string): PartyKind | undefined;
}

/** What is looked up of other parties before a rule is asked. */
export interface Parties {
  /** What the party is registered as; undefined where it is not. */
  kindOf(partyId: string): PartyKind | undefined;
  holds(personId: string, partyId: string, role: Role): boolean;
  /** The party and all that it belongs to, directly or through others. */
  selfAndAbove(partyId: string): readonly string[];
}
