/**
 * Minor-unit digits by ISO 4217, where they are not 2. Intl knows which currencies there are, but its digits follow
 * CLDR, where a forint or a Colombian peso has none, and change with the runtime. What a written amount means must not.
 */
const minorUnitDigitsOtherThanTwo: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV'].map(
    withDigits(0),
  ),
  ...['XAF', 'XOF', 'XPF'].map(withDigits(0)),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map(withDigits(3)),
]);

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

function withDigits(digits: number): (currency: string) => readonly [string, number] {
  return (currency) => [currency, digits];
}

/** Whether this is the ISO 4217 code of a currency, in capitals. */
export const isCurrency = (code: string): boolean => currencies.has(code);

/** How many decimals of the major unit an amount of this currency has: 2 for EUR, 0 for JPY, 3 for TND. */
export const minorUnitDigits = (currency: string): number => minorUnitDigitsOtherThanTwo.get(currency) ?? 2;
