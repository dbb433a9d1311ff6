import fc from 'fast-check';
import {
  AMOUNT_MAX,
  isCurrency,
  lineValue,
  minorUnitDigits,
  parseMajorUnits,
  proportionOf,
  shareByLargestRemainder,
} from './money.js';

/** A decimal string of a whole number of 10^-digits. */
const decimal = (units: bigint, digits: number): string => {
  const text = units.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

describe('the value of a line', () => {
  it.each([
    ['4', '15.50', 'EUR', 6_200],
    ['10.973', '5.4750', 'EUR', 6_008],
    ['1', '0.005', 'EUR', 0],
    ['3', '0.005', 'EUR', 2],
    ['1', '0.0051', 'EUR', 1],
    ['2.5', '1', 'JPY', 2],
    ['3.5', '1', 'JPY', 4],
    ['1', '1.2345', 'TND', 1_234],
    ['0', '15.50', 'EUR', 0],
  ])('of %s at %s %s is %d', (quantity, unitPrice, currency, value) => {
    expect(lineValue(quantity, unitPrice, currency)).toBe(value);
  });

  it('is the exact product, rounded half-even, for every quantity and price', () => {
    const thousandths = fc.bigInt({ min: 0n, max: 10n ** 9n });
    const tenThousandths = fc.bigInt({ min: 0n, max: 10n ** 8n });
    fc.assert(
      fc.property(thousandths, tenThousandths, (quantity, price) => {
        const exact = quantity * price;
        const [down, rest] = [exact / 100_000n, exact % 100_000n];
        const up = rest > 50_000n || (rest === 50_000n && down % 2n === 1n);
        const value = lineValue(decimal(quantity, 3), decimal(price, 4), 'EUR');
        expect(BigInt(value)).toBe(up ? down + 1n : down);
      }),
    );
  });

  it('is more than the largest amount where it is too much, and never fails', () => {
    expect(lineValue('9'.repeat(400), '9', 'EUR')).toBeGreaterThan(AMOUNT_MAX);
  });
});

describe('an amount of major units', () => {
  it.each([
    ['510.00', 'EUR', 51_000],
    ['510', 'EUR', 51_000],
    ['510.5', 'EUR', 51_050],
    ['0.01', 'EUR', 1],
    ['-3.20', 'EUR', -320],
    ['-0.00', 'EUR', 0],
    ['7', 'JPY', 7],
    ['7.125', 'TND', 7_125],
    ['100000000000.00', 'EUR', AMOUNT_MAX],
  ])('%s %s is %d minor units', (text, currency, amount) => {
    expect(parseMajorUnits(text, currency)).toBe(amount);
  });

  it.each([
    ['', 'EUR'],
    ['1.005', 'EUR'],
    ['1.0', 'JPY'],
    ['1,00', 'EUR'],
    ['1e3', 'EUR'],
    ['.5', 'EUR'],
    [' 1', 'EUR'],
    ['NaN', 'EUR'],
    ['100000000000.01', 'EUR'],
  ])('cannot be %j in %s', (text, currency) => {
    expect(() => parseMajorUnits(text, currency)).toThrow(RangeError);
  });
});

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

const amount = fc.nat({ max: AMOUNT_MAX });

describe('a sum that is shared', () => {
  it.each([
    [100, [333, 333, 334], [33, 33, 34]],
    [101, [1, 1], [51, 50]],
    [10, [1, 1, 1], [4, 3, 3]],
    [10, [1, 1, 2], [3, 2, 5]],
    [7, [0, 5], [0, 7]],
    [0, [400, 350, 250], [0, 0, 0]],
    [5_892_500, [400, 350, 250], [2_357_000, 2_062_375, 1_473_125]],
  ])('of %d by %j is %j', (total, weights, shares) => {
    expect(shareByLargestRemainder(total, weights)).toEqual(shares);
  });

  it('loses and makes nothing, and gives everybody its exact part to within one', () => {
    const weights = fc
      .array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 50 })
      .filter((all) => all.some((weight) => weight > 0));
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        const shares = shareByLargestRemainder(total, parts);
        const whole = parts.reduce((sum, part) => sum + part, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
        shares.forEach((share, place) => {
          const off = BigInt(share) * BigInt(whole) - BigInt(total) * BigInt(parts[place]!);
          expect(off > -BigInt(whole) && off < BigInt(whole)).toBe(true);
        });
      }),
    );
  });

  it('needs somebody to share it', () => {
    expect(() => shareByLargestRemainder(1, [])).toThrow(RangeError);
    expect(() => shareByLargestRemainder(1, [0, 0])).toThrow(RangeError);
  });
});

describe('a proportion', () => {
  it.each([
    [2, 1, 4, 0],
    [6, 1, 4, 2],
    [5, 1, 4, 1],
    [7, 1, 4, 2],
    [10_000, 5_000, 20_000, 2_500],
    [1, 0, 5, 0],
    [5, 5, 5, 5],
  ])('of %d that falls to %d of %d is %d', (sum, part, whole, expected) => {
    expect(proportionOf(sum, part, whole)).toBe(expected);
  });

  it('never asks more of a part than it has, nor of what is beside it', () => {
    fc.assert(
      fc.property(amount, amount, fc.nat({ max: 1_000_000 }), (part, beside, permillion) => {
        const whole = part + beside;
        if (whole === 0) return;
        const sum = Math.floor((whole / 1_000_000) * permillion);
        const drawn = proportionOf(sum, part, whole);
        expect(drawn).toBeLessThanOrEqual(part);
        expect(sum - drawn).toBeLessThanOrEqual(beside);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(sum - drawn).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
