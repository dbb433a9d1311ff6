import { accepted, rejected, type Decision } from '../../decision.js';
import { changed } from '../changed.js';
import type { CommandTo, Context } from '../commands.js';
import { refusedDate } from '../dates.js';
import type { CoProductionEvent, ProducerPaid } from '../events.js';
import { addToBalances, changeProducer, producerPosition } from '../positions.js';
import type { CoProduction } from '../state.js';
import { bankBesideDonations } from '../tranches/funds.js';

/** A producer is paid for goods that it delivered beyond its advance. Unspent donations are not touched for it. */
export function payProducer(
  command: CommandTo<'PayProducer'>,
  state: CoProduction,
  context: Context,
): Decision<CoProductionEvent> {
  const { producerId, amount, paidOn, bankReference } = command;
  const { due } = producerPosition(state, producerId);
  const available = bankBesideDonations(state.balances);

  if (amount <= 0) return rejected('amount_not_positive', { amount });
  if (amount > due) return rejected('exceeds_due', { due });
  if (amount > available) return rejected('funds_not_covered', { available });
  if (state.bankReferences.has(bankReference)) return rejected('bank_reference_known', { bankReference });
  return (
    refusedDate(paidOn, state, context) ??
    accepted({ type: 'ProducerPaid', data: { producerId, amount, paidOn, bankReference } })
  );
}

export function producerPaid(state: CoProduction, data: ProducerPaid): CoProduction {
  const { producerId, amount, bankReference } = data;
  return changed(state, {
    producers: changeProducer(state, producerId, (producer) => ({
      advances: producer.advances,
      due: producer.due - amount,
    })),
    bankReferences: state.bankReferences.add(bankReference),
    balances: addToBalances(state.balances, { bank: -amount, producers: -amount }),
  });
}
