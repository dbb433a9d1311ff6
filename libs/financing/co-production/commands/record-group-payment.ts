import { accepted, AMOUNT_MAX, input, rejected } from '#decision';
import { examples } from '../../examples.js';
import { coProductionCommand, dayRefusals, refusals, refusedDate } from '../declare.js';
import { type GroupPaymentReceived, groupPaymentReceived } from '../events/group-payment-received.js';
import { groupPosition } from '../positions.js';

const asked = {
  groupId: input.id('The group that paid.', examples.groupId),
  amount: input.amount('Minor units.', 12_400),
  receivedOn: input.date('When it arrived.', '2020-01-10'),
  bankReference: input.code('Names the line of the bank statement; used once a book.', 'BRB20-000101'),
};

export interface RecordGroupPayment extends input.InputOf<typeof asked> {
  readonly type: 'RecordGroupPayment';
}

/** A group pays for goods that it received beyond its advances. A group that owes nothing can pay nothing. */
export const recordGroupPayment = coProductionCommand<RecordGroupPayment>()({
  type: 'RecordGroupPayment',
  input: asked,
  about: 'groupId',
  statuses: ['confirmed'],
  refuses: {
    amount_not_positive: refusals.amount_not_positive,
    exceeds_due: refusals.exceeds_due,
    bank_reference_known: refusals.bank_reference_known,
    amount_too_large: refusals.amount_too_large,
    ...dayRefusals,
  },
  makes: { GroupPaymentReceived: (payment: GroupPaymentReceived) => payment },
  decide({ groupId, amount, receivedOn, bankReference }, state, context) {
    const { due } = groupPosition(state, groupId);

    if (amount <= 0) return rejected('amount_not_positive', { amount });
    if (amount > due) return rejected('exceeds_due', { due });
    if (state.bankReferences.has(bankReference)) return rejected('bank_reference_known', { bankReference });
    if (state.balances.bank + amount > AMOUNT_MAX) return rejected('amount_too_large', { limit: AMOUNT_MAX });
    return (
      refusedDate(receivedOn, state, context) ??
      accepted(groupPaymentReceived.of({ groupId, amount, receivedOn, bankReference }))
    );
  },
});
