import { type Of, shape } from '#decision';
import { addToBalances } from '../balances.js';
import { coProductionEvent } from '../declare.js';
import { changed, changeGroup } from '../positions.js';

const data = shape.record({
  groupId: shape.id,
  amount: shape.amount,
  receivedOn: shape.day,
  bankReference: shape.code,
});
export type GroupPaymentReceived = Of<typeof data>;

/** A group paid for goods that it received beyond its advances. */
export const groupPaymentReceived = coProductionEvent({
  type: 'GroupPaymentReceived',
  data,
  upcasts: [],
  day: 'receivedOn',
  evolve: (state, { groupId, amount, bankReference }) =>
    changed(state, {
      groups: changeGroup(state, groupId, ({ due }) => ({ due: due - amount })),
      bankReferences: state.bankReferences.add(bankReference),
      balances: addToBalances(state.balances, { bank: amount, groups: -amount }),
    }),
  concerns: (_book, { groupId }) => [groupId],
});
