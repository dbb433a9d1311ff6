import { exactNumber } from './amount-column.js';

describe('an amount of a column', () => {
  it('is a number as long as a number can tell it exactly', () => {
    expect(exactNumber('-9007199254740991')).toBe(-9_007_199_254_740_991);
    expect(exactNumber('0')).toBe(0);
    expect(() => exactNumber('9007199254740993')).toThrow(RangeError);
  });
});
