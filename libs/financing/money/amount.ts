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
  const digits = minorUnitDigits(currency);
  const product = tenThousandths(quantity) * tenThousandths(unitPrice);
  if (Number.isSafeInteger(product)) return halfEven(product, 10 ** (2 * DECIMALS - digits));
  const minorUnits = new Big(quantity).times(unitPrice).times(new Big(10).pow(digits));
  return Number(minorUnits.round(0, Big.roundHalfEven).toString());
}

/** As many as a unit price has; a quantity has fewer. */
const DECIMALS = 4;
const [POINT, ZERO, NINE] = [0x2e, 0x30, 0x39];

/** A decimal string as a whole number of ten-thousandths; NaN where it has more decimals, or is written in any other way. */
function tenThousandths(text: string): number {
  let value = 0;
  let decimals = -1;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code >= ZERO && code <= NINE) {
      value = value * 10 + (code - ZERO);
      if (decimals >= 0) decimals += 1;
    } else if (code === POINT && decimals < 0 && place > 0) decimals = 0;
    else return Number.NaN;
  }
  if (text === '' || decimals === 0 || decimals > DECIMALS) return Number.NaN;
  return value * 10 ** (DECIMALS - Math.max(decimals, 0));
}

/** Exact, because all numbers are integers and none is larger than the dividend. */
function halfEven(dividend: number, divisor: number): number {
  const rest = dividend % divisor;
  const down = (dividend - rest) / divisor;
  const isUp = rest * 2 > divisor || (rest * 2 === divisor && down % 2 === 1);
  return isUp ? down + 1 : down;
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
