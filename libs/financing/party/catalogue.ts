import type { CommandIn, EventIn } from '#decision';
import { affiliate } from './commands/affiliate.js';
import { disaffiliate } from './commands/disaffiliate.js';
import { grantRole } from './commands/grant-role.js';
import { registerParty } from './commands/register-party.js';
import { revokeRole } from './commands/revoke-role.js';
import { affiliated } from './events/affiliated.js';
import { disaffiliated } from './events/disaffiliated.js';
import { partyRegistered } from './events/party-registered.js';
import { roleGranted } from './events/role-granted.js';
import { roleRevoked } from './events/role-revoked.js';

/** What can be asked of a party. Facts about other parties come with the command, looked up by the door. */
export const commands = {
  RegisterParty: registerParty,
  GrantRole: grantRole,
  RevokeRole: revokeRole,
  Affiliate: affiliate,
  Disaffiliate: disaffiliate,
} as const;

/** What can happen to a party. Names and addresses are in the directory, never here. */
export const events = {
  PartyRegistered: partyRegistered,
  RoleGranted: roleGranted,
  RoleRevoked: roleRevoked,
  Affiliated: affiliated,
  Disaffiliated: disaffiliated,
} as const;

export type PartyCommand = CommandIn<typeof commands>;
export type PartyEvent = EventIn<typeof events>;
