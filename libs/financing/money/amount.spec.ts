import fc from 'fast-check';
import { AMOUNT_MAX, lineValue, parseMajorUnits } from './amount.js';

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
