import { addToBalances } from '../balances.js';
import { coProductionEvent } from '../declare.js';
import { push } from '../ordinal-heap.js';
import { changePledge, holdersOf, pledgeOf, unsettledAmount } from '../pledges.js';
import { changed, changeGroup } from '../positions.js';
import { receiptShape, withReceipt } from '../receipts.js';

/** Money of an advance arrived: it will be paid back in goods. */
export const advanceReceived = coProductionEvent({
  type: 'AdvanceReceived',
  data: receiptShape,
  upcasts: [],
  day: 'receivedOn',
  evolve(state, { pledgeId, groupId, amount, bankReference }) {
    const pledge = pledgeOf(state, pledgeId);
    return changed(state, {
      pledges: changePledge(state, withReceipt(pledge, amount)),
      groups: changeGroup(state, groupId, (group) => ({
        advances: group.advances + amount,
        unsettled: unsettledAmount(pledge) === 0 ? push(group.unsettled, pledge.ordinal) : group.unsettled,
      })),
      bankReferences: state.bankReferences.add(bankReference),
      balances: addToBalances(state.balances, {
        bank: amount,
        advances: amount,
        commitments: -amount,
      }),
    });
  },
  concerns: (book, data) => holdersOf(book, data),
});
