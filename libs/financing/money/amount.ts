import { Big } from 'big.js';
import { minorUnitDigits } from './currency.js';

/** The largest amount, in minor units. Sums of hundreds of such amounts are still exact in a double. */
export const AMOUNT_MAX = 10 ** 13;

/**
 * The value in minor units of a quantity (decimal string) at a unit price (decimal string, major units), rounded
 * half-even, so that many small lines do not drift to one side. Exact up to AMOUNT_MAX; beyond it the number only
 * tells that it is too much. Throws where a string is not a decimal number.
 */
export function lineValue(quantity: string, unitPrice: string, currency: string): number {
  const majorUnits = new Big(quantity).times(unitPrice);
  const minorUnits = majorUnits.times(new Big(10).pow(minorUnitDigits(currency)));
  return Number(minorUnits.round(0, Big.roundHalfEven).toString());
}

/**
 * Reads an amount of major units as people write it in a table, `510.00`, into minor units, 51000.
 * Throws a RangeError where it is not a plain decimal number, has more decimals than the currency, or exceeds AMOUNT_MAX.
 */
export function parseMajorUnits(text: string, currency: string): number {
  const digits = minorUnitDigits(currency);
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '' || decimals.length > digits) {
    throw new RangeError(`not an amount in ${currency}: ${JSON.stringify(text)}`);
  }
  const amount = Number(whole + decimals.padEnd(digits, '0'));
  if (amount > AMOUNT_MAX) throw new RangeError(`more than ${AMOUNT_MAX} minor units: ${text}`);
  return sign === '' || amount === 0 ? amount : -amount;
}
