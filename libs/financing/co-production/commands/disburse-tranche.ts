import { accepted, input, proportionOf, refusal, rejected } from '#decision';
import { examples } from '../../examples.js';
import { type Balances, freeCash, unspentDonations } from '../balances.js';
import { coProductionCommand, dayRefusals, refusals, refusedDate } from '../declare.js';
import { type TrancheDisbursed, trancheDisbursed } from '../events/tranche-disbursed.js';

const asked = {
  tranche: input.wholeNumber({ min: 1, max: 1000 }, 'The number of the tranche in the terms.', 1),
  producerId: input.id('The producer that is paid.', examples.producerId),
  amount: input.amount('Minor units.', examples.tranche),
  /** States the split instead of drawing in proportion; the two must add up to `amount`. */
  split: input.optional(
    input.object(
      'Split',
      {
        fromDonations: input.amount('The part that is granted out of donations.', 343_049),
        fromAdvances: input.amount('The part that is advanced, to be given back in goods.', 1_000_000),
      },
      'Says what is drawn from which money; left out, it is drawn in proportion to what there is.',
    ),
  ),
  paidOn: input.date('When it was paid.', '2019-07-15'),
  bankReference: input.code('Names the line of the bank statement; used once a book.', 'BRB19-T0001'),
};

export interface DisburseTranche extends input.InputOf<typeof asked> {
  readonly type: 'DisburseTranche';
}

/** Collected money is paid to a producer, out of what was given and what was advanced. */
export const disburseTranche = coProductionCommand<DisburseTranche>()({
  type: 'DisburseTranche',
  input: asked,
  about: 'producerId',
  statuses: ['confirmed'],
  refuses: {
    tranche_unknown: refusal.rule('The terms have no such tranche.'),
    producer_unknown: refusals.producer_unknown,
    amount_not_positive: refusals.amount_not_positive,
    funds_not_covered: refusals.funds_not_covered,
    bank_reference_known: refusals.bank_reference_known,
    split_mismatch: refusal.rule('The two parts do not add up to the amount.'),
    ...dayRefusals,
  },
  makes: {
    // The event does not tell whether the split was stated, so it is taken as stated.
    TrancheDisbursed: ({ fromDonations, fromAdvances, ...tranche }: TrancheDisbursed) => ({
      ...tranche,
      split: { fromDonations, fromAdvances },
    }),
  },
  decide(command, state, context) {
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
      accepted(
        trancheDisbursed.of({
          tranche,
          producerId,
          amount,
          fromDonations,
          fromAdvances,
          paidOn,
          bankReference,
        }),
      )
    );
  },
});

type Split = NonNullable<DisburseTranche['split']>;

/**
 * What a tranche can draw on. While producers are owed more than there is, there is no free cash
 * to draw on, and what lacks narrows what of the donations can be spent.
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
