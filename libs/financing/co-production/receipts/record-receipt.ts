import { accepted, rejected, type Decision } from '../../decision.js';
import { AMOUNT_MAX } from '../../money/index.js';
import { changed, changedPledge } from '../changed.js';
import type { CommandTo, Context } from '../commands.js';
import { refusedDate } from '../dates.js';
import type { CoProductionEvent, Receipt } from '../events.js';
import { push } from '../ordinal-heap.js';
import {
  addToBalances,
  changeGroup,
  changePledge,
  openAmount,
  pledgeOf,
  unsettledAmount,
} from '../positions.js';
import type { CoProduction, Pledge } from '../state.js';

/** Pledged money arrived in the custodian's bank, all of it or a part. */
export function recordReceipt(
  command: CommandTo<'RecordReceipt'>,
  state: CoProduction,
  context: Context,
): Decision<CoProductionEvent> {
  const { pledgeId, amount, receivedOn, bankReference } = command;
  const pledge = state.pledges.get(pledgeId);

  if (pledge === undefined) return rejected('pledge_unknown', { pledgeId });
  if (pledge.status !== 'open') return rejected('pledge_closed', { status: pledge.status });
  if (amount <= 0) return rejected('amount_not_positive', { amount });
  if (amount > openAmount(pledge)) return rejected('receipt_exceeds_pledge', { open: openAmount(pledge) });
  if (state.bankReferences.has(bankReference)) return rejected('bank_reference_known', { bankReference });
  if (state.balances.bank + amount > AMOUNT_MAX) return rejected('amount_too_large', { limit: AMOUNT_MAX });
  return (
    refusedDate(receivedOn, state, context) ??
    accepted({
      type: pledge.instrument === 'advance' ? 'AdvanceReceived' : 'DonationReceived',
      data: { pledgeId, groupId: pledge.through, amount, receivedOn, bankReference },
    })
  );
}

export function advanceReceived(state: CoProduction, data: Receipt): CoProduction {
  const { pledgeId, groupId, amount, bankReference } = data;
  const pledge = pledgeOf(state, pledgeId);
  return changed(state, {
    pledges: changePledge(state, withReceipt(pledge, amount)),
    groups: changeGroup(state, groupId, (group) => ({
      advances: group.advances + amount,
      unsettled: unsettledAmount(pledge) === 0 ? push(group.unsettled, pledge.ordinal) : group.unsettled,
    })),
    bankReferences: state.bankReferences.add(bankReference),
    balances: addToBalances(state.balances, { bank: amount, advances: amount, commitments: -amount }),
  });
}

export function donationReceived(state: CoProduction, data: Receipt): CoProduction {
  const { pledgeId, amount, bankReference } = data;
  return changed(state, {
    pledges: changePledge(state, withReceipt(pledgeOf(state, pledgeId), amount)),
    bankReferences: state.bankReferences.add(bankReference),
    balances: addToBalances(state.balances, { bank: amount, donations: amount, commitments: -amount }),
  });
}

const withReceipt = (pledge: Pledge, amount: number): Pledge =>
  changedPledge(pledge, { received: pledge.received + amount });
