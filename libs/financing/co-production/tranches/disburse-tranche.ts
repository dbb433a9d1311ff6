import { accepted, rejected, type Decision } from '../../decision.js';
import { proportionOf } from '../../money/index.js';
import { changed } from '../changed.js';
import type { CommandTo, Context } from '../commands.js';
import { refusedDate } from '../dates.js';
import type { CoProductionEvent, TrancheDisbursed } from '../events.js';
import { addToBalances, changeProducer } from '../positions.js';
import type { Balances, CoProduction } from '../state.js';
import { freeCash, unspentDonations } from './funds.js';

type Split = { readonly fromDonations: number; readonly fromAdvances: number };

/** Collected money is paid to a producer, out of what was given and what was advanced. */
export function disburseTranche(
  command: CommandTo<'DisburseTranche'>,
  state: CoProduction,
  context: Context,
): Decision<CoProductionEvent> {
  const { tranche, producerId, amount, split, paidOn, bankReference } = command;
  const available = availableFunds(state.balances);

  if (!state.tranches.has(tranche)) return rejected('tranche_unknown', { tranche });
  if (!state.producers.has(producerId)) return rejected('producer_unknown', { producerId });
  if (amount <= 0 || (split !== undefined && hasNegativePart(split))) {
    return rejected('amount_not_positive', { amount });
  }
  if (amount > available.together || (split !== undefined && exceeds(split, available))) {
    return rejected('funds_not_covered', available);
  }
  if (state.bankReferences.has(bankReference)) return rejected('bank_reference_known', { bankReference });
  if (split !== undefined && split.fromDonations + split.fromAdvances !== amount) {
    return rejected('split_mismatch', { amount });
  }
  const { fromDonations, fromAdvances } = split ?? inProportion(amount, available);
  return (
    refusedDate(paidOn, state, context) ??
    accepted({
      type: 'TrancheDisbursed',
      data: { tranche, producerId, amount, fromDonations, fromAdvances, paidOn, bankReference },
    })
  );
}

/**
 * What a tranche can draw on. While producers are owed more than there is, there is no free cash to draw on, and what
 * lacks narrows what of the donations can be spent.
 */
function availableFunds(balances: Balances): Split & { readonly together: number } {
  const fromDonations = unspentDonations(balances);
  const free = freeCash(balances);
  return { fromDonations, fromAdvances: Math.max(free, 0), together: Math.max(fromDonations + free, 0) };
}

/** Draws on each in proportion to what it has; the donations' part is rounded half-even. */
function inProportion(amount: number, available: Split): Split {
  const whole = available.fromDonations + available.fromAdvances;
  const fromDonations = proportionOf(amount, available.fromDonations, whole);
  return { fromDonations, fromAdvances: amount - fromDonations };
}

const hasNegativePart = (split: Split): boolean => split.fromDonations < 0 || split.fromAdvances < 0;

const exceeds = (split: Split, available: Split): boolean =>
  split.fromDonations > available.fromDonations || split.fromAdvances > available.fromAdvances;

export function trancheDisbursed(state: CoProduction, data: TrancheDisbursed): CoProduction {
  const { producerId, amount, fromDonations, fromAdvances, bankReference } = data;
  return changed(state, {
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
  });
}
