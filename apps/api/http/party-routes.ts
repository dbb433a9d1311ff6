import { input } from '#decision';
import { examples, type PartyCommand, partyStream } from '#financing';
import { type CommandRoutes, type ServedKind } from './served-kind.js';

const itsOwn = 'For a referent or manager of the party, the person itself, and the operator.';

/** The way to every command to a party. */
const routes: CommandRoutes<PartyCommand> = {
  // Its contact comes with it, and goes to the directory alone.
  RegisterParty: 'by hand',
  GrantRole: {
    path: ':id/roles',
    tag: 'Parties',
    summary: 'Grant a role',
    description:
      'For the referent of the party or, of a producer or consortium, its manager. The operator grants the first roles, as long as nobody there is referent or manager.',
  },
  RevokeRole: {
    path: ':id/role-revocations',
    tag: 'Parties',
    summary: 'Revoke a role',
    description:
      'It stops working at once. For the referent of the party or, of a producer or consortium, its manager; a person may give up a role of its own.',
  },
  Affiliate: {
    path: ':id/affiliations',
    tag: 'Parties',
    summary: 'Join a network',
    description: itsOwn,
  },
  Disaffiliate: {
    path: ':id/disaffiliations',
    tag: 'Parties',
    summary: 'Leave a network',
    description: itsOwn,
  },
};

export const servedParties: ServedKind = {
  kind: partyStream,
  collection: 'parties',
  label: 'parties',
  routes,
  params: { id: input.id('The party.', examples.groupId) },
};
