import { Big } from 'big.js';
import { accepted, input, refusal, rejected } from '#decision';
import { coProductionCommand, refusals } from '../declare.js';
import { type PricesRevised, pricesRevised } from '../events/prices-revised.js';

const asked = {
  products: input.listOf(
    'RevisedPrice',
    {
      code: input.code('A product of the terms.', 'TAR10'),
      unitPrice: input.unitPrice('Major units for one, from now on.', '16.00'),
    },
    { min: 1, max: 200, description: 'The products whose price changes.' },
  ),
};

export interface RevisePrices extends input.InputOf<typeof asked> {
  readonly type: 'RevisePrices';
}

/** Prices change for what is dispatched from now on. The event holds only those that are different from before. */
export const revisePrices = coProductionCommand<RevisePrices>()({
  type: 'RevisePrices',
  input: asked,
  statuses: ['proposed', 'open', 'confirmed'],
  refuses: {
    product_unknown: refusals.product_unknown,
    product_repeated: refusals.product_repeated,
    prices_unchanged: refusal.rule('These are the prices that are valid already.'),
  },
  makes: { PricesRevised: ({ products }: PricesRevised) => ({ products }) },
  decide({ products }, state) {
    const unknown = products.find(({ code }) => !state.prices.has(code));
    const repeated = products.find(
      ({ code }, place) => products.findIndex((one) => one.code === code) !== place,
    );

    if (unknown !== undefined) return rejected('product_unknown', { productCode: unknown.code });
    if (repeated !== undefined) return rejected('product_repeated', { productCode: repeated.code });
    const revised = products
      .filter(({ code, unitPrice }) => !new Big(state.prices.get(code) ?? 0).eq(unitPrice))
      .map(({ code, unitPrice }) => ({ code, unitPrice }));
    if (revised.length === 0) return rejected('prices_unchanged', { version: state.pricesVersion });
    return accepted(pricesRevised.of({ version: state.pricesVersion + 1, products: revised }));
  },
});
