import { accepted, input, rejected } from '#decision';
import { examples } from '../../examples.js';
import { bankBesideDonations } from '../balances.js';
import { coProductionCommand, dayRefusals, refusals, refusedDate } from '../declare.js';
import { type ProducerPaid, producerPaid } from '../events/producer-paid.js';
import { producerPosition } from '../positions.js';

const asked = {
  producerId: input.id('The producer that was paid.', examples.producerId),
  amount: input.amount('Minor units.', 12_400),
  paidOn: input.date('When it was paid.', '2020-01-31'),
  bankReference: input.code('Names the line of the bank statement; used once a book.', 'BRB20-P0001'),
};

export interface PayProducer extends input.InputOf<typeof asked> {
  readonly type: 'PayProducer';
}

/** A producer is paid for goods that it delivered beyond its advance. Unspent donations are not touched for it. */
export const payProducer = coProductionCommand<PayProducer>()({
  type: 'PayProducer',
  input: asked,
  about: 'producerId',
  statuses: ['confirmed'],
  refuses: {
    amount_not_positive: refusals.amount_not_positive,
    exceeds_due: refusals.exceeds_due,
    funds_not_covered: refusals.funds_not_covered,
    bank_reference_known: refusals.bank_reference_known,
    ...dayRefusals,
  },
  makes: { ProducerPaid: (payment: ProducerPaid) => payment },
  decide({ producerId, amount, paidOn, bankReference }, state, context) {
    const { due } = producerPosition(state, producerId);
    const available = bankBesideDonations(state.balances);

    if (amount <= 0) return rejected('amount_not_positive', { amount });
    if (amount > due) return rejected('exceeds_due', { due });
    if (amount > available) return rejected('funds_not_covered', { available });
    if (state.bankReferences.has(bankReference)) return rejected('bank_reference_known', { bankReference });
    return (
      refusedDate(paidOn, state, context) ??
      accepted(producerPaid.of({ producerId, amount, paidOn, bankReference }))
    );
  },
});
