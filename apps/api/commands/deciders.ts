import { type Decider } from '#command-handling';
import {
  coProductionFromSnapshot,
  coProductionSnapshotVersion,
  coProductionToSnapshot,
  evolveCoProduction,
  evolveParty,
  initialCoProduction,
  initialParty,
  partyFromSnapshot,
  partySnapshotVersion,
  partyToSnapshot,
  schemaVersions,
  upcastCoProductionEvent,
  upcastPartyEvent,
  type CoProduction,
  type CoProductionEvent,
  type Party,
  type PartyEvent,
} from '#financing';

const versionOf = (type: string): number => schemaVersions[type as keyof typeof schemaVersions];

/** The rules of co-productions in the form that command handling takes them. */
export const coProductionDecider: Decider<CoProduction, CoProductionEvent> = {
  initial: initialCoProduction,
  evolve: evolveCoProduction,
  upcast: upcastCoProductionEvent,
  schemaVersion: versionOf,
  snapshot: {
    version: coProductionSnapshotVersion,
    save: coProductionToSnapshot,
    load: coProductionFromSnapshot,
  },
};

/** The rules of parties in the form that command handling takes them. */
export const partyDecider: Decider<Party, PartyEvent> = {
  initial: initialParty,
  evolve: evolveParty,
  upcast: upcastPartyEvent,
  schemaVersion: versionOf,
  snapshot: {
    version: partySnapshotVersion,
    save: (state) => ({ fields: partyToSnapshot(state), columns: {} }),
    load: ({ fields }) => partyFromSnapshot(fields),
  },
};
