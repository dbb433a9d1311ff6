import { chartOf } from '#accounting';

/**
 * The chart of accounts of one co-production's book: what stands on the debit side is owned, spent
 * or promised; everything else stands on the credit side. The order is that of a trial balance.
 */
export const coProductionChart = chartOf({
  'assets:bank': ['debit'],
  'assets:groups': ['debit', 'party'],
  'assets:producer-advances': ['debit', 'party'],
  'liabilities:advances': ['credit', 'party', 'pledge'],
  'liabilities:producers': ['credit', 'party'],
  'income:donations': ['credit', 'party'],
  'expenses:grants': ['debit', 'party'],
  'commitments:pledged': ['debit', 'pledge'],
  'commitments:pledgors': ['credit'],
});

/** The names of the accounts. `groupId` is the party that a pledge runs through. */
export const accounts = {
  /** The custodian's money for this co-production. */
  bank: 'assets:bank',
  /** What a group owes for goods that no advance of its own paid for. */
  group: (groupId: string): string => `assets:groups:${groupId}`,
  /** What a producer was advanced and has not yet paid back in goods. */
  producerAdvance: (producerId: string): string => `assets:producer-advances:${producerId}`,
  /** What a pledge advanced and has not yet got back in goods. */
  advance: (groupId: string, pledgeId: string): string => `liabilities:advances:${groupId}:${pledgeId}`,
  /** What is owed to a producer in money, for goods beyond what it was advanced. */
  producer: (producerId: string): string => `liabilities:producers:${producerId}`,
  donations: (groupId: string): string => `income:donations:${groupId}`,
  /** Donated money that a producer was given. */
  grants: (producerId: string): string => `expenses:grants:${producerId}`,
  /** What a pledge promised and has not yet paid, released or withdrawn. */
  pledged: (pledgeId: string): string => `commitments:pledged:${pledgeId}`,
  /** The other side of all promises. */
  pledgors: 'commitments:pledgors',
} as const;
