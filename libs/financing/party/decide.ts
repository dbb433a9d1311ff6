import { accepted, type Decision, rejected, type Rejection } from '../decision.js';
import type { PartyCommand } from './commands.js';
import type { PartyEvent, PartyKind } from './events.js';
import { holdsRole, type Party } from './state.js';

export interface PartyContext {
  /** The party that is decided about, which its own stream does not repeat. */
  readonly partyId: string;
}

type CommandOf<Type extends PartyCommand['type']> = Extract<PartyCommand, { type: Type }>;

/**
 * What a command to a party brings about, or why nothing. Refusals, in this order of precedence:
 *
 * | command | refused |
 * |---|---|
 * | RegisterParty | wrong_status (registered already), network_unknown |
 * | GrantRole | party_unknown, person_unknown, role_held |
 * | RevokeRole | party_unknown, role_not_held |
 * | Affiliate | party_unknown, network_unknown, network_cycle, affiliated |
 * | Disaffiliate | party_unknown, not_affiliated |
 *
 * Who may ask is not decided here but in authorisation/.
 */
export function decideParty(
  command: PartyCommand,
  party: Party,
  context: PartyContext,
): Decision<PartyEvent> {
  if (command.type === 'RegisterParty') return register(command, party);
  if (party.kind === undefined) return rejected('party_unknown', { partyId: context.partyId });
  switch (command.type) {
    case 'GrantRole':
      return grantRole(command, party);
    case 'RevokeRole':
      return revokeRole(command, party);
    case 'Affiliate':
      return affiliate(command, party, context);
    case 'Disaffiliate':
      return disaffiliate(command, party);
  }
}

function register(
  { kind, networkId, network }: CommandOf<'RegisterParty'>,
  party: Party,
): Decision<PartyEvent> {
  if (party.kind !== undefined) return rejected('wrong_status', { status: 'registered' });
  const registered = { type: 'PartyRegistered', data: { kind } } as const;
  if (networkId === undefined) return accepted<PartyEvent>(registered);
  if (!canBeJoined(network)) return networkUnknown(networkId);
  return accepted<PartyEvent>(registered, { type: 'Affiliated', data: { networkId } });
}

/**
 * Where an OpenID provider knows the people, one who signs in need not be registered, so an id that nobody registered
 * may be a person. An id that is registered as something else is none.
 */
function grantRole(
  { personId, role, registeredAs = 'person' }: CommandOf<'GrantRole'>,
  party: Party,
): Decision<PartyEvent> {
  if (registeredAs !== 'person') return rejected('person_unknown', { personId });
  if (holdsRole(party, personId, role)) return rejected('role_held', { personId, role });
  return accepted({ type: 'RoleGranted', data: { personId, role } });
}

function revokeRole({ personId, role }: CommandOf<'RevokeRole'>, party: Party): Decision<PartyEvent> {
  if (!holdsRole(party, personId, role)) return rejected('role_not_held', { personId, role });
  return accepted({ type: 'RoleRevoked', data: { personId, role } });
}

/**
 * `above` was looked up before the decision, and one command writes one stream: two networks that join each other
 * in the same instant can close a circle. Whoever climbs from network to network must stop at one seen before.
 */
function affiliate(
  { networkId, network, above }: CommandOf<'Affiliate'>,
  party: Party,
  { partyId }: PartyContext,
): Decision<PartyEvent> {
  if (!canBeJoined(network)) return networkUnknown(networkId);
  if (networkId === partyId || above.includes(partyId)) return rejected('network_cycle', { networkId });
  if (party.networks.has(networkId)) return rejected('affiliated', { networkId });
  return accepted({ type: 'Affiliated', data: { networkId } });
}

function disaffiliate({ networkId }: CommandOf<'Disaffiliate'>, party: Party): Decision<PartyEvent> {
  if (!party.networks.has(networkId)) return rejected('not_affiliated', { networkId });
  return accepted({ type: 'Disaffiliated', data: { networkId } });
}

/** A network gathers the parties of a territory, a consortium gathers growers; nothing else can be belonged to. */
const canBeJoined = (kind: PartyKind | undefined): boolean => kind === 'network' || kind === 'consortium';

const networkUnknown = (networkId: string): { rejection: Rejection } =>
  rejected('network_unknown', { networkId });
