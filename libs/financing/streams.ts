/** The stream that holds the whole story of a co-production. */
export const coProductionStream = (coProductionId: string): string => `coproduction-${coProductionId}`;

/** The stream of a party: what it is, who acts for it, what it belongs to. */
export const partyStream = (partyId: string): string => `party-${partyId}`;
