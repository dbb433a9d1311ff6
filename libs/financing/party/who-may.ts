import { rejected, type Rejection } from '#decision';
import type { Actor } from '../actor.js';
import type { PartyCommand } from './catalogue.js';
import { canGrow, roles } from './roles.js';
import { holdsRole, type Party, roleIsVacant } from './state.js';

/** The party that is asked about. Who acts for it is taken from its own state, the latest word there is. */
interface Asked {
  readonly partyId: string;
  readonly party: Party;
}
type CommandOf<Type extends PartyCommand['type']> = Extract<PartyCommand, { type: Type }>;
type Rule<Command> = (actor: Actor, asked: Asked, command: Command) => boolean;
type Rules = { readonly [Type in PartyCommand['type']]: Rule<CommandOf<Type>> };

/** Whether the actor decides on behalf of the party: its referent or, of a producer or consortium, its manager. */
export function actsFor(actor: Actor, party: Party): boolean {
  const manages = canGrow(party.kind) && holdsRole(party, actor.personId, 'manager');
  return manages || holdsRole(party, actor.personId, 'referent');
}

/**
 * Whether somebody has to start the party off. A manager counts at any kind of party here, also where it decides
 * nothing: whoever doubts lets the operator do less.
 */
const isUnattended = (party: Party): boolean =>
  roleIsVacant(party, 'referent') && roleIsVacant(party, 'manager');

/** Whether the party is the actor itself. */
export function isItself(actor: Actor, partyId: string, party: Party): boolean {
  return party.kind === 'person' && partyId === actor.personId;
}

/** What a party belongs to is its own affair; the operator keeps the register, and a person speaks for itself. */
const mayAffiliate: Rule<unknown> = (actor, { partyId, party }) =>
  actor.operator || actsFor(actor, party) || isItself(actor, partyId, party);

/** Who may give which command. There is no other place that says so. */
export const partyRules: Rules = {
  RegisterParty: (actor, { partyId }, { kind }) =>
    actor.operator || (kind === 'person' && partyId === actor.personId),
  /**
   * The operator only starts a party off: once there is a referent or manager it grants nothing, or it could make
   * itself one and turn the others out.
   */
  GrantRole: (actor, { party }, { role }) =>
    actsFor(actor, party) || (actor.operator && isUnattended(party) && roleIsVacant(party, role)),
  RevokeRole: (actor, { party }, { personId }) => actsFor(actor, party) || personId === actor.personId,
  Affiliate: mayAffiliate,
  Disaffiliate: mayAffiliate,
};

/**
 * Undefined where the actor may give the command; otherwise `party_unknown` where there is no such party, and
 * `not_allowed`. That a party is registered is no secret, so the two need not answer alike.
 */
export function authoriseParty(
  command: PartyCommand,
  party: Party,
  actor: Actor,
  partyId: string,
): Rejection | undefined {
  const registers = command.type === 'RegisterParty';
  if (!registers && party.kind === undefined) return rejected('party_unknown', { partyId }).rejection;
  const allows = partyRules[command.type] as Rule<PartyCommand>;
  return allows(actor, { partyId, party }, command) ? undefined : rejected('not_allowed').rejection;
}

/** Who holds which role at a party: for everyone who holds one there, the operator, and the person itself. */
export function mayReadRoles(partyId: string, party: Party, actor: Actor): boolean {
  return (
    actor.operator ||
    isItself(actor, partyId, party) ||
    roles.some((role) => holdsRole(party, actor.personId, role))
  );
}
