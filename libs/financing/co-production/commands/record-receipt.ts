import { accepted, AMOUNT_MAX, input, refusal, rejected } from '#decision';
import { examples } from '../../examples.js';
import { coProductionCommand, dayRefusals, refusals, refusedDate } from '../declare.js';
import { advanceReceived } from '../events/advance-received.js';
import { donationReceived } from '../events/donation-received.js';
import { openAmount } from '../pledges.js';
import { receiptAsked } from '../receipts.js';

const asked = {
  pledgeId: input.id('The pledge that the money is for.', examples.pledgeId),
  amount: input.amount('Minor units.', examples.pledge),
  receivedOn: input.date('When it arrived.', '2019-05-22'),
  bankReference: input.code('Names the line of the bank statement; used once a book.', 'BRB19-000024'),
};

export interface RecordReceipt extends input.InputOf<typeof asked> {
  readonly type: 'RecordReceipt';
}

/** Pledged money arrived in the custodian's bank, all of it or a part. */
export const recordReceipt = coProductionCommand<RecordReceipt>()({
  type: 'RecordReceipt',
  input: asked,
  about: 'pledgeId',
  statuses: ['open', 'confirmed'],
  refuses: {
    pledge_unknown: refusals.pledge_unknown,
    pledge_closed: refusals.pledge_closed,
    amount_not_positive: refusals.amount_not_positive,
    receipt_exceeds_pledge: refusal.rule('This is more than the pledge still promises.'),
    bank_reference_known: refusals.bank_reference_known,
    amount_too_large: refusals.amount_too_large,
    ...dayRefusals,
  },
  makes: { AdvanceReceived: receiptAsked, DonationReceived: receiptAsked },
  decide({ pledgeId, amount, receivedOn, bankReference }, state, context) {
    const pledge = state.pledges.get(pledgeId);

    if (pledge === undefined) return rejected('pledge_unknown', { pledgeId });
    if (pledge.status !== 'open') return rejected('pledge_closed', { status: pledge.status });
    if (amount <= 0) return rejected('amount_not_positive', { amount });
    const open = openAmount(pledge);
    if (amount > open) return rejected('receipt_exceeds_pledge', { open });
    if (state.bankReferences.has(bankReference)) return rejected('bank_reference_known', { bankReference });
    if (state.balances.bank + amount > AMOUNT_MAX) return rejected('amount_too_large', { limit: AMOUNT_MAX });
    const refused = refusedDate(receivedOn, state, context);
    if (refused) return refused;
    const receipt = { pledgeId, groupId: pledge.through, amount, receivedOn, bankReference };
    return pledge.instrument === 'advance'
      ? accepted(advanceReceived.of(receipt))
      : accepted(donationReceived.of(receipt));
  },
});
