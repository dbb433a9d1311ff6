import { accepted, input, rejected } from '#decision';
import { examples } from '../../examples.js';
import { coProductionCommand, refusals } from '../declare.js';
import { type ForecastRevised, forecastRevised } from '../events/forecast-revised.js';

const asked = {
  season: input.text(40, 'A season of the terms.', examples.season),
  productCode: input.code('A product of the terms.', 'TAR10'),
  quantity: input.quantity('How much is expected now; 0 where it is lost.', '1200', { zero: true }),
  reasonCode: input.reasonCode('Why it changed, as a code.', 'drought'),
};

export interface ReviseForecast extends input.InputOf<typeof asked> {
  readonly type: 'ReviseForecast';
}

/** The producers say how much of a product they expect of a season, as the harvest shows itself. */
export const reviseForecast = coProductionCommand<ReviseForecast>()({
  type: 'ReviseForecast',
  input: asked,
  statuses: ['confirmed'],
  refuses: {
    season_unknown: refusals.season_unknown,
    product_unknown: refusals.product_unknown,
  },
  makes: { ForecastRevised: (forecast: ForecastRevised) => forecast },
  decide({ season, productCode, quantity, reasonCode }, state) {
    if (!state.terms.seasons.some(({ name }) => name === season))
      return rejected('season_unknown', { season });
    if (!state.prices.has(productCode)) return rejected('product_unknown', { productCode });
    return accepted(forecastRevised.of({ season, productCode, quantity, reasonCode }));
  },
});
