import { Big } from 'big.js';

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

/** Minor units as people write them, with all decimals of the currency: -51000 EUR is `-510.00`. Throws where the currency is none. */
export function majorUnits(amount: number, currency: string): string {
  const digits = minorUnitDigits(currency);
  const sign = amount < 0 ? '-' : '';
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Shares a total (minor units, not negative) in proportion to weights (integers, not negative, not all zero).
 * Every share is rounded down and what is left goes, one unit each, to the largest remainders; among equal ones to the
 * first. The shares always sum to the total. Source: the largest remainder method, also called Hamilton's.
 */
export function shareByLargestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + BigInt(right), 0n);
  if (sum <= 0n) throw new RangeError('weights must have a positive sum');
  const parts = weights.map((weight, place) => {
    const numerator = BigInt(total) * BigInt(weight);
    return { place, share: Number(numerator / sum), remainder: numerator % sum };
  });
  const left = total - parts.reduce((shared, part) => shared + part.share, 0);
  const favoured = parts
    .toSorted((one, other) => Number(other.remainder - one.remainder) || one.place - other.place)
    .slice(0, left)
    .map((part) => part.place);
  const raised = new Set(favoured);
  return parts.map((part) => part.share + (raised.has(part.place) ? 1 : 0));
}

/**
 * The part of an amount that falls to `part` of `whole`, rounded half-even. All are minor units, not negative, and
 * `whole` is positive; with amount ≤ whole the answer is at most `part`.
 */
export function proportionOf(amount: number, part: number, whole: number): number {
  const numerator = BigInt(amount) * BigInt(part);
  const denominator = BigInt(whole);
  const down = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && down % 2n === 1n);
  return Number(up ? down + 1n : down);
}
