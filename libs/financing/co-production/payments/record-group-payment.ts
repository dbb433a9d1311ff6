import { accepted, rejected, type Decision } from '../../decision.js';
import { AMOUNT_MAX } from '../../money/index.js';
import { changed } from '../changed.js';
import type { CommandTo, Context } from '../commands.js';
import { refusedDate } from '../dates.js';
import type { CoProductionEvent, GroupPaymentReceived } from '../events.js';
import { addToBalances, changeGroup, groupPosition } from '../positions.js';
import type { CoProduction } from '../state.js';

/** A group pays for goods that it received beyond its advances. A group that owes nothing can pay nothing. */
export function recordGroupPayment(
  command: CommandTo<'RecordGroupPayment'>,
  state: CoProduction,
  context: Context,
): Decision<CoProductionEvent> {
  const { groupId, amount, receivedOn, bankReference } = command;
  const { due } = groupPosition(state, groupId);

  if (amount <= 0) return rejected('amount_not_positive', { amount });
  if (amount > due) return rejected('exceeds_due', { due });
  if (state.bankReferences.has(bankReference)) return rejected('bank_reference_known', { bankReference });
  if (state.balances.bank + amount > AMOUNT_MAX) return rejected('amount_too_large', { limit: AMOUNT_MAX });
  return (
    refusedDate(receivedOn, state, context) ??
    accepted({ type: 'GroupPaymentReceived', data: { groupId, amount, receivedOn, bankReference } })
  );
}

export function groupPaymentReceived(state: CoProduction, data: GroupPaymentReceived): CoProduction {
  const { groupId, amount, bankReference } = data;
  return changed(state, {
    groups: changeGroup(state, groupId, ({ due }) => ({ due: due - amount })),
    bankReferences: state.bankReferences.add(bankReference),
    balances: addToBalances(state.balances, { bank: amount, groups: -amount }),
  });
}
