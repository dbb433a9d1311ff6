import { type Of, shape } from '#decision';
import { addToBalances } from '../balances.js';
import { coProductionEvent } from '../declare.js';
import { changed, changeProducer } from '../positions.js';

const data = shape.record({
  producerId: shape.id,
  amount: shape.amount,
  paidOn: shape.day,
  bankReference: shape.code,
});
export type ProducerPaid = Of<typeof data>;

/** A producer was paid for goods that it delivered beyond its advance. */
export const producerPaid = coProductionEvent({
  type: 'ProducerPaid',
  data,
  upcasts: [],
  day: 'paidOn',
  evolve: (state, { producerId, amount, bankReference }) =>
    changed(state, {
      producers: changeProducer(state, producerId, (producer) => ({
        advances: producer.advances,
        due: producer.due - amount,
      })),
      bankReferences: state.bankReferences.add(bankReference),
      balances: addToBalances(state.balances, { bank: -amount, producers: -amount }),
    }),
  concerns: (_book, { producerId }) => [producerId],
});
