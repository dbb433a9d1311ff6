import { financed, forecastRevised, given, refusedInOrder, reviseForecast } from '../specification/index.js';

describe('a forecast', () => {
  it('says how much of a product is expected of a season', () => {
    given(...financed)
      .when(reviseForecast())
      .then(forecastRevised());
  });

  it('may be revised as often as the harvest changes, and may be of nothing', () => {
    given(...financed, forecastRevised())
      .when(reviseForecast({ quantity: '0' }))
      .then(forecastRevised({ quantity: '0' }));
  });

  it('is refused for a season that the terms do not have', () => {
    given(...financed)
      .when(reviseForecast({ season: '2031/32' }))
      .thenRejected('season_unknown', { season: '2031/32' });
  });

  it('is refused for a product that the terms do not have', () => {
    given(...financed)
      .when(reviseForecast({ productCode: 'KIWI' }))
      .thenRejected('product_unknown', { productCode: 'KIWI' });
  });

  refusedInOrder(financed, reviseForecast({ season: '2031/32', productCode: 'KIWI' }), [
    ['season_unknown', { season: '2019/20' }],
    ['product_unknown', { productCode: 'TAR10' }],
  ]);
});
