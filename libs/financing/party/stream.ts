import { streamKind } from '#decision';
import type { Actor, Parties } from '../actor.js';
import { commands, events, type PartyCommand, type PartyEvent } from './catalogue.js';
import { type Status, statuses } from './declare.js';
import { partyFromSnapshot, partySnapshotVersion, partyToSnapshot } from './snapshot.js';
import { initialParty, type Party } from './state.js';
import { authoriseParty } from './who-may.js';

/** The stream of a party: what it is, who acts for it, what it belongs to. */
export const partyStream = streamKind<Party, PartyEvent, PartyCommand, Actor, Parties>({
  name: 'party',
  prefix: 'party-',
  initial: initialParty,
  statuses,
  statusOf: ({ kind }): Status => (kind === undefined ? 'absent' : 'registered'),
  commands,
  events,
  snapshot: {
    version: partySnapshotVersion,
    save: (state) => ({ fields: partyToSnapshot(state), columns: {} }),
    load: ({ fields }) => partyFromSnapshot(fields),
  },
  missing: { code: 'party_unknown', meaning: 'There is no such party.', named: 'partyId' },
  authorise: authoriseParty,
  // What is known of a party is in the directory and the registry of roles; nobody reads its events.
  viewOf: () => undefined,
  book: undefined,
});
