import { readTable } from './read-table.js';
import { RecentRows } from './recent-rows.js';

const table = readTable('lines', { book: 'key text', line: 'key text', amount: 'sum bigint' });
const row = (book: string, line: string) => ({ book, line });

describe('rows that were asked for lately', () => {
  it('are known, each by all its keys', () => {
    const rows = new RecentRows<string>(table, 10);
    rows.set(row('one', 'bank'), 'a');
    rows.set(row('other', 'bank'), 'b');
    expect(rows.get(row('one', 'bank'))).toBe('a');
    expect(rows.get(row('other', 'bank'))).toBe('b');
    expect(rows.get(row('one', 'grants'))).toBeUndefined();
  });

  it('are told apart by keys of which there are several more', () => {
    const seasons = readTable('seasons', { book: 'key uuid', season: 'key text', product: 'key text' });
    const rows = new RecentRows<string>(seasons, 10);
    rows.set({ book: 'one', season: 'a', product: '1:b' }, 'first');
    expect(rows.get({ book: 'one', season: 'a1', product: ':b' })).toBeUndefined();
    expect(rows.get({ book: 'one', season: 'a', product: '1:b' })).toBe('first');
  });

  it('stay, and those that were not asked for are given up where there is enough else', () => {
    const rows = new RecentRows<string>(table, 2);
    rows.set(row('one', 'bank'), 'a');
    rows.set(row('other', 'bank'), 'b');
    expect(rows.givenUp()).toEqual([]);
    rows.set(row('third', 'bank'), 'c');
    expect(rows.get(row('one', 'bank'))).toBe('a');
    expect(rows.givenUp()).toEqual(['b']);
    expect(rows.get(row('other', 'bank'))).toBeUndefined();
    expect(rows.all()).toEqual(['c', 'a']);
    expect(rows.all()).toEqual([]);
  });

  it('are given up as well where one book has enough of them by itself, however often it is asked for', () => {
    const rows = new RecentRows<string>(table, 2);
    for (let round = 1; round <= 3; round += 1) {
      rows.set(row('large', `${round} a`), 'a');
      rows.set(row('large', `${round} b`), 'b');
      expect(rows.givenUp()).toEqual(['a', 'b']);
    }
  });
});
