import type { AccountName, Chart, Posting } from '#decision';

type Declared = { readonly [kind: string]: readonly ['debit' | 'credit', ...('party' | 'pledge')[]] };

/**
 * The chart of accounts of a kind of book. A name is its kind (two words), then the ids that tell
 * it apart from others of the kind: `liabilities:advances:<group>:<pledge>`. Ids are UUIDs, so they
 * hold no colon. Each kind is declared with its side, and what its ids are, in order.
 */
export function chartOf(declared: Declared): Chart {
  const known = new Map(
    Object.entries(declared).map(([kind, [side, ...ids]]) => [
      kind,
      {
        isDebit: side === 'debit',
        count: ids.length,
        party: ids.indexOf('party'),
        pledge: ids.indexOf('pledge'),
      },
    ]),
  );
  return {
    kinds: [...known.keys()],
    isDebit: (kind) => known.get(kind)?.isDebit ?? false,
    read(account): AccountName {
      const kind = kindOfAccount(account);
      const found = known.get(kind);
      const ids = account === kind ? [] : account.slice(kind.length + 1).split(':');
      if (found === undefined || ids.length !== found.count || ids.includes(''))
        throw new Error(`not an account of this book: ${account}`);
      return { kind, party: ids[found.party], pledge: ids[found.pledge] };
    },
  };
}

/** `liabilities:advances:G:P` → `liabilities:advances`. */
export function kindOfAccount(account: string): string {
  const end = account.indexOf(':', account.indexOf(':') + 1);
  return end < 0 ? account : account.slice(0, end);
}

/** Minor units; a posting of nothing is left out by `balanced`. */
export const debit = (account: string, amount: number): Posting => ({ account, amount });
export const credit = (account: string, amount: number): Posting => ({ account, amount: -amount });

/**
 * The postings of an event without those of nothing. Throws where they do not add up: the event
 * was not decided by the rules, and a book that took it in would never balance again.
 */
export function balanced(eventType: string, postings: readonly Posting[]): readonly Posting[] {
  const booked = postings.filter(({ amount }) => amount !== 0);
  const sum = booked.reduce((total, { amount }) => total + amount, 0);
  if (sum !== 0) throw new Error(`the postings of a ${eventType} sum to ${sum}, not to zero`);
  return booked;
}
