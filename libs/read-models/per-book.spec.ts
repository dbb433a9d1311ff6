import { addTo, PerBook } from './per-book.js';

describe('rows of books', () => {
  it('are begun once for each key of each book, and found again', () => {
    const rows = new PerBook((coProductionId, key) => ({ coProductionId, key, balance: 0 }));
    rows.at('one', 'bank').balance += 1;
    rows.at('other', 'bank').balance += 2;
    rows.at('one', 'bank').balance += 4;
    expect(rows.all()).toEqual([
      { coProductionId: 'one', key: 'bank', balance: 5 },
      { coProductionId: 'other', key: 'bank', balance: 2 },
    ]);
  });
});

describe('amounts that are named alike', () => {
  it('are summed', () => {
    const sums = { pledged: 1, received: 2 };
    addTo(sums, { pledged: 10 });
    addTo(sums, { pledged: 100, received: -20 });
    expect(sums).toEqual({ pledged: 111, received: -18 });
  });
});
