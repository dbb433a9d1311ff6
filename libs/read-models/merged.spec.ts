import { keyOf, merged } from './merged.js';

describe('rows of the same key', () => {
  it('become one, in the order in which the keys first come', () => {
    const rows = [
      { account: 'b', balance: 1 },
      { account: 'a', balance: 2 },
      { account: 'b', balance: 4 },
    ];
    const sums = merged(
      rows,
      ({ account }) => account,
      (earlier, later) => ({ ...earlier, balance: earlier.balance + later.balance }),
    );
    expect(sums).toEqual([
      { account: 'b', balance: 5 },
      { account: 'a', balance: 2 },
    ]);
  });

  it('are told apart by every part of the key, wherever one ends', () => {
    expect(keyOf('a', 'b:c')).not.toBe(keyOf('a:b', 'c'));
    expect(keyOf('1')).not.toBe(keyOf(1));
  });
});
