import { VersionedMap } from '#versioned';
import { accepted, rejected, type Decision } from '../../decision.js';
import { changed } from '../changed.js';
import type { CommandTo } from '../commands.js';
import type { CoProductionEvent, ForecastRevised } from '../events.js';
import type { CoProduction } from '../state.js';

/** The producers say how much of a product they expect of a season, as the harvest shows itself. */
export function reviseForecast(
  command: CommandTo<'ReviseForecast'>,
  state: CoProduction,
): Decision<CoProductionEvent> {
  const { season, productCode, quantity, reasonCode } = command;

  if (!state.terms.seasons.some(({ name }) => name === season)) return rejected('season_unknown', { season });
  if (!state.prices.has(productCode)) return rejected('product_unknown', { productCode });
  return accepted({ type: 'ForecastRevised', data: { season, productCode, quantity, reasonCode } });
}

export function forecastRevised(state: CoProduction, data: ForecastRevised): CoProduction {
  const { season, productCode, quantity } = data;
  const products = state.forecasts.get(season) ?? VersionedMap.of<string, string>();
  return changed(state, { forecasts: state.forecasts.set(season, products.set(productCode, quantity)) });
}
