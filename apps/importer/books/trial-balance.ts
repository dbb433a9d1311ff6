export interface Balance {
  readonly account: string;
  readonly balance: number;
}

/**
 * The trial balance by refs. Commitments are promises and no money, so they are left out; the advances of one group are
 * one account, whatever the number of its pledges; an account at zero is not told.
 */
export function trialBalance(
  balances: readonly Balance[],
  refOf: (id: string) => string,
): { [account: string]: number } {
  const sums = new Map<string, number>();
  for (const { account, balance } of balances) {
    const [kind = '', name = '', party] = account.split(':');
    if (kind === 'commitments') continue;
    const named = [kind, name, ...(party === undefined ? [] : [refOf(party)])].join(':');
    sums.set(named, (sums.get(named) ?? 0) + balance);
  }
  const told = [...sums].filter(([, sum]) => sum !== 0);
  return Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)));
}
