import type { Balances } from '../state.js';

/** Donations received and not yet granted to a producer. */
export const unspentDonations = ({ donations, grants }: Balances): number => donations - grants;

/** What of the bank is not reserved by its donors. */
export const bankBesideDonations = (balances: Balances): number => balances.bank - unspentDonations(balances);

/**
 * What of the bank is neither its donors' nor owed to producers. Below zero while producers are owed more than there is.
 * There are no refunds payable yet.
 */
export const freeCash = (balances: Balances): number => bankBesideDonations(balances) - balances.producers;
