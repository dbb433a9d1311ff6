import { given, pricesRevised, proposed, refusedInOrder, revisePrices } from '../specification/index.js';

describe('a revision of prices', () => {
  it('makes the second version, with the new price', () => {
    given(proposed())
      .when(revisePrices())
      .then(pricesRevised({ version: 2, products: [{ code: 'TAR10', unitPrice: '16.00' }] }));
  });

  it('makes one version more each time', () => {
    given(proposed(), pricesRevised({ version: 2, products: [{ code: 'TAR10', unitPrice: '16.00' }] }))
      .when(revisePrices({ products: [{ code: 'TAR10', unitPrice: '15.50' }] }))
      .then(pricesRevised({ version: 3, products: [{ code: 'TAR10', unitPrice: '15.50' }] }));
  });

  it('holds only the prices that are different from before, however they are written', () => {
    const products = [
      { code: 'TAR10', unitPrice: '15.5' },
      { code: 'AVOKG', unitPrice: '5.4751' },
    ];
    given(proposed())
      .when(revisePrices({ products }))
      .then(pricesRevised({ version: 2, products: [{ code: 'AVOKG', unitPrice: '5.4751' }] }));
  });

  it('is refused for a product that the terms do not have', () => {
    given(proposed())
      .when(revisePrices({ products: [{ code: 'KIWI', unitPrice: '1' }] }))
      .thenRejected('product_unknown', { productCode: 'KIWI' });
  });

  it('is refused when it names a product twice', () => {
    const price = { code: 'TAR10', unitPrice: '16.00' };
    given(proposed())
      .when(revisePrices({ products: [price, price] }))
      .thenRejected('product_repeated', { productCode: 'TAR10' });
  });

  it('is refused when it changes no price, however it writes them', () => {
    given(proposed())
      .when(revisePrices({ products: [{ code: 'TAR10', unitPrice: '15.5' }] }))
      .thenRejected('prices_unchanged', { version: 1 });
    given(proposed())
      .when(revisePrices({ products: [] }))
      .thenRejected('prices_unchanged', { version: 1 });
  });

  const orange = { code: 'TAR10', unitPrice: '16.00' };
  refusedInOrder(
    [proposed()],
    revisePrices({ products: [orange, orange, { code: 'KIWI', unitPrice: '1' }] }),
    [
      ['product_unknown', { products: [orange, orange] }],
      ['product_repeated', { products: [{ ...orange, unitPrice: '15.5' }] }],
      ['prices_unchanged', { products: [orange] }],
    ],
  );
});
