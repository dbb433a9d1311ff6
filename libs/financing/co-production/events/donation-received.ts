import { addToBalances } from '../balances.js';
import { coProductionEvent } from '../declare.js';
import { changePledge, holdersOf, pledgeOf } from '../pledges.js';
import { changed } from '../positions.js';
import { receiptShape, withReceipt } from '../receipts.js';

/** Money of a donation arrived: it is not paid back. */
export const donationReceived = coProductionEvent({
  type: 'DonationReceived',
  data: receiptShape,
  upcasts: [],
  day: 'receivedOn',
  evolve: (state, { pledgeId, amount, bankReference }) =>
    changed(state, {
      pledges: changePledge(state, withReceipt(pledgeOf(state, pledgeId), amount)),
      bankReferences: state.bankReferences.add(bankReference),
      balances: addToBalances(state.balances, {
        bank: amount,
        donations: amount,
        commitments: -amount,
      }),
    }),
  concerns: (book, data) => holdersOf(book, data),
});
