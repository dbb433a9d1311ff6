import { type Of, shape } from '#decision';
import { VersionedMap } from '#versioned';
import { coProductionEvent } from '../declare.js';
import { changed } from '../positions.js';

const data = shape.record({
  season: shape.label,
  productCode: shape.label,
  quantity: shape.decimal,
  reasonCode: shape.label,
});
export type ForecastRevised = Of<typeof data>;

/** How much of a product is expected of a season now. */
export const forecastRevised = coProductionEvent({
  type: 'ForecastRevised',
  data,
  upcasts: [],
  day: undefined,
  evolve(state, { season, productCode, quantity }) {
    const products = state.forecasts.get(season) ?? VersionedMap.of<string, string>();
    const forecasts = state.forecasts.set(season, products.set(productCode, quantity));
    return changed(state, { forecasts });
  },
  concerns: () => 'everybody',
});
