import { type Of, shape } from '#decision';
import { addToBalances } from '../balances.js';
import { coProductionEvent } from '../declare.js';
import { changed, changeProducer } from '../positions.js';

const data = shape.record({
  tranche: shape.whole,
  producerId: shape.id,
  amount: shape.amount,
  fromDonations: shape.amount,
  fromAdvances: shape.amount,
  paidOn: shape.day,
  bankReference: shape.code,
});
export type TrancheDisbursed = Of<typeof data>;

/** Collected money was paid to a producer; `amount` = fromDonations + fromAdvances. */
export const trancheDisbursed = coProductionEvent({
  type: 'TrancheDisbursed',
  data,
  upcasts: [],
  day: 'paidOn',
  evolve: (state, { producerId, amount, fromDonations, fromAdvances, bankReference }) =>
    changed(state, {
      producers: changeProducer(state, producerId, (producer) => ({
        advances: producer.advances + fromAdvances,
        due: producer.due,
      })),
      bankReferences: state.bankReferences.add(bankReference),
      balances: addToBalances(state.balances, {
        bank: -amount,
        grants: fromDonations,
        producerAdvances: fromAdvances,
      }),
    }),
  concerns: (_book, { producerId }) => [producerId],
});
