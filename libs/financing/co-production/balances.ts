/** Balances by kind of account, each the sum of its accounts and counted so that it is never below zero. */
export type Balances = {
  readonly bank: number;
  readonly groups: number;
  readonly producerAdvances: number;
  readonly advances: number;
  readonly producers: number;
  /** Donations received, since the beginning. */
  readonly donations: number;
  /** What of the donations went to producers, since the beginning. */
  readonly grants: number;
  /** Promised by open pledges and not yet received. */
  readonly commitments: number;
};

export const noBalances: Balances = {
  bank: 0,
  groups: 0,
  producerAdvances: 0,
  advances: 0,
  producers: 0,
  donations: 0,
  grants: 0,
  commitments: 0,
};

/** The balances with these amounts, positive or negative, added to them. */
export function addToBalances(balances: Balances, amounts: Partial<Balances>): Balances {
  return {
    bank: balances.bank + (amounts.bank ?? 0),
    groups: balances.groups + (amounts.groups ?? 0),
    producerAdvances: balances.producerAdvances + (amounts.producerAdvances ?? 0),
    advances: balances.advances + (amounts.advances ?? 0),
    producers: balances.producers + (amounts.producers ?? 0),
    donations: balances.donations + (amounts.donations ?? 0),
    grants: balances.grants + (amounts.grants ?? 0),
    commitments: balances.commitments + (amounts.commitments ?? 0),
  };
}

/** Donations received and not yet granted to a producer. */
export const unspentDonations = ({ donations, grants }: Balances): number => donations - grants;

/** What of the bank is not reserved by its donors. */
export const bankBesideDonations = (balances: Balances): number => balances.bank - unspentDonations(balances);

/**
 * What of the bank is neither its donors' nor owed to producers. Below zero while producers are
 * owed more than there is. There are no refunds payable yet.
 */
export const freeCash = (balances: Balances): number => bankBesideDonations(balances) - balances.producers;
