import { type Of, shape } from '#decision';
import { coProductionEvent } from '../declare.js';
import { changed } from '../positions.js';

const data = shape.record({
  version: shape.whole,
  products: shape.list(shape.record({ code: shape.label, unitPrice: shape.decimal })),
});
export type PricesRevised = Of<typeof data>;

/** Prices changed. Those of the terms are version 1; `products` holds only what changed. */
export const pricesRevised = coProductionEvent({
  type: 'PricesRevised',
  data,
  upcasts: [],
  day: undefined,
  evolve: (state, { version, products }) =>
    changed(state, {
      prices: products.reduce((prices, { code, unitPrice }) => prices.set(code, unitPrice), state.prices),
      pricesVersion: version,
    }),
  concerns: () => 'everybody',
});
