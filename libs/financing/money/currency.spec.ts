import { isCurrency, minorUnitDigits } from './currency.js';

describe('a currency', () => {
  it.each([
    ['EUR', 2],
    ['CHF', 2],
    ['JPY', 0],
    ['XOF', 0],
    ['TND', 3],
    ['KWD', 3],
  ])('%s has %d decimals', (currency, digits) => {
    expect(isCurrency(currency)).toBe(true);
    expect(minorUnitDigits(currency)).toBe(digits);
  });

  it.each(['HUF', 'COP', 'IDR', 'RSD'])(
    '%s has 2 decimals by ISO 4217, whatever is usual in shops',
    (currency) => {
      expect(isCurrency(currency)).toBe(true);
      expect(minorUnitDigits(currency)).toBe(2);
    },
  );

  it.each(['', 'eur', 'EURO', 'XXX', 'ABC', 'toString'])('is not %j', (code) => {
    expect(isCurrency(code)).toBe(false);
  });
});
