import { type BookEvent, meanings } from '../book-events.js';
import { keyOf, merged } from '../merged.js';

/** A pledge with its holders: on whose statements it is told. */
export interface NewPledge {
  readonly coProductionId: string;
  readonly pledgeId: string;
  readonly pledgedBy: string;
  readonly through: string;
  readonly instrument: string;
}

export function newPledges(events: readonly BookEvent[]): NewPledge[] {
  return meanings(events, {
    PledgeMade: ({ pledgeId, by, through, instrument }) => [{ pledgeId, pledgedBy: by, through, instrument }],
  });
}

/** Who has a statement from the beginning, each once: the custodian and the producers. */
export function firstParties(
  events: readonly BookEvent[],
): { readonly coProductionId: string; readonly partyId: string }[] {
  return merged(
    meanings(events, {
      CoProductionProposed: ({ custodianId, producers }) => [
        { partyId: custodianId },
        ...producers.map(({ producerId }) => ({ partyId: producerId })),
      ],
    }),
    ({ coProductionId, partyId }) => keyOf(coProductionId, partyId),
    (earlier) => earlier,
  );
}
