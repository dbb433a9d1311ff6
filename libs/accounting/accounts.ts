/**
 * The chart of accounts of one co-production's book. A name is its kind (two words), then the ids that tell it
 * apart from others of the kind: `liabilities:advances:<group>:<pledge>`. Ids are UUIDs, so they hold no colon.
 */

/** Accounts that carry ids, with what their ids are, in order. */
const idsOf = {
  'assets:bank': [],
  'assets:groups': ['party'],
  'assets:producer-advances': ['party'],
  'liabilities:advances': ['party', 'pledge'],
  'liabilities:producers': ['party'],
  'income:donations': ['party'],
  'expenses:grants': ['party'],
  'commitments:pledged': ['pledge'],
  'commitments:pledgors': [],
} as const satisfies { readonly [kind: string]: readonly ('party' | 'pledge')[] };

export type AccountKind = keyof typeof idsOf;

/** Every kind of account, in the order in which a trial balance lists them. */
export const accountKinds = Object.keys(idsOf) as readonly AccountKind[];

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

/** What the name of an account says; undefined what it does not name. */
export interface AccountName {
  readonly kind: AccountKind;
  readonly party: string | undefined;
  readonly pledge: string | undefined;
}

/** Throws where the name is not of this chart: a defect, for names come from `accounts` alone. */
export function readAccount(account: string): AccountName {
  const noun = account.indexOf(':') + 1;
  const end = account.indexOf(':', noun);
  const kind = end < 0 ? account : account.slice(0, end);
  const meanings: readonly string[] | undefined = isAccountKind(kind) ? idsOf[kind] : undefined;
  const ids = end < 0 ? [] : account.slice(end + 1).split(':');
  if (meanings === undefined || ids.length !== meanings.length || ids.includes('')) {
    throw new Error(`not an account of a co-production's book: ${account}`);
  }
  return {
    kind: kind as AccountKind,
    party: ids[meanings.indexOf('party')],
    pledge: ids[meanings.indexOf('pledge')],
  };
}

function isAccountKind(kind: string): kind is AccountKind {
  return Object.hasOwn(idsOf, kind);
}

/** `liabilities:advances:G:P` → `liabilities:advances`. Throws where the name is not of this chart. */
export function accountKind(account: string): AccountKind {
  return readAccount(account).kind;
}

/**
 * Whose line an account is: the group or the producer it names. Undefined for the bank and the pledgors, which are
 * everybody's, and for a promise, which is of whoever pledged (`pledgeOf`). Throws where the name is not of this chart.
 */
export function partyOf(account: string): string | undefined {
  return readAccount(account).party;
}

/** The pledge that an account is about, where it is about one. Throws where the name is not of this chart. */
export function pledgeOf(account: string): string | undefined {
  return readAccount(account).pledge;
}
