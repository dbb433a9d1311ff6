import { Big } from 'big.js';
import { accepted, rejected, type Decision } from '../../decision.js';
import { changed } from '../changed.js';
import type { CommandTo } from '../commands.js';
import type { CoProductionEvent, DataOf } from '../events.js';
import type { CoProduction } from '../state.js';

/** Prices change for what is dispatched from now on. The event holds only those that are different from before. */
export function revisePrices(
  command: CommandTo<'RevisePrices'>,
  state: CoProduction,
): Decision<CoProductionEvent> {
  const { products } = command;
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
  return accepted({
    type: 'PricesRevised',
    data: { version: state.pricesVersion + 1, products: revised },
  });
}

export function pricesRevised(state: CoProduction, data: DataOf<'PricesRevised'>): CoProduction {
  return changed(state, {
    prices: data.products.reduce((prices, { code, unitPrice }) => prices.set(code, unitPrice), state.prices),
    pricesVersion: data.version,
  });
}
