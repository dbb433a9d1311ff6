import type { Terms } from '#financing';
import { type BookEvent, meanings } from '../book-events.js';
import { keyOf, merged } from '../merged.js';

/** A co-production that begins in a batch. */
export interface Proposal {
  readonly coProductionId: string;
  readonly position: bigint;
  readonly status: string;
  readonly title: string;
  readonly custodianId: string;
  readonly currency: string;
  /** JSON. */
  readonly terms: string;
}

export function proposals(events: readonly BookEvent[]): Proposal[] {
  return meanings(events, {
    CoProductionProposed: (terms, { position }) => [
      {
        position,
        status: 'proposed',
        title: terms.title,
        custodianId: terms.custodianId,
        currency: terms.currency,
        terms: JSON.stringify(terms),
      },
    ],
  });
}

/** A party that a book is also of. */
export interface NewParty {
  readonly coProductionId: string;
  readonly partyId: string;
}

/** Who belongs to a book from a batch on, each party once. */
export function newParties(events: readonly BookEvent[]): NewParty[] {
  return merged(
    meanings(events, {
      CoProductionProposed: (terms) => partiesOfTerms(terms).map((partyId) => ({ partyId })),
      PledgeMade: ({ by, through }) => [{ partyId: by }, { partyId: through }],
    }),
    ({ coProductionId, partyId }) => keyOf(coProductionId, partyId),
    (earlier) => earlier,
  );
}

const partiesOfTerms = (terms: Terms): string[] => [
  terms.custodianId,
  ...terms.producers.map(({ producerId }) => producerId),
  ...terms.auditors,
];

/** What the totals need to know of a pledge when it is withdrawn. */
export interface NewPledge {
  readonly coProductionId: string;
  readonly pledgeId: string;
  readonly instrument: string;
}

export function newPledges(events: readonly BookEvent[]): NewPledge[] {
  return meanings(events, { PledgeMade: ({ pledgeId, instrument }) => [{ pledgeId, instrument }] });
}
