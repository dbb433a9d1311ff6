import fc from 'fast-check';
import { AMOUNT_MAX } from './amount.js';
import { proportionOf, shareByLargestRemainder } from './sharing.js';

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
