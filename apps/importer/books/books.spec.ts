import { readFileSync } from 'node:fs';
import { majorUnits } from '../money.js';
import { differences } from './differences.js';
import type { BooksDocument } from './document.js';
import { tablesOf, WIDTH_MAX } from './tables.js';
import { trialBalance } from './trial-balance.js';

const expected = JSON.parse(readFileSync('test/data/barbajanni-2019/expected.json', 'utf8')) as BooksDocument;

describe('an amount in a table', () => {
  it.each([
    [1_343_049, 'EUR', '13,430.49'],
    [-5, 'EUR', '-0.05'],
    [0, 'EUR', '0.00'],
    [10_000_000_000_000, 'EUR', '100,000,000,000.00'],
    [1_234_567, 'JPY', '1,234,567'],
    [1_234_567, 'TND', '1,234.567'],
  ])('of %d minor units of %s reads %s', (amount, currency, written) => {
    expect(majorUnits(amount, currency)).toBe(written);
  });
});

describe('the trial balance', () => {
  it('sums a group’s advances and leaves out promises and what is zero', () => {
    const balances = [
      { account: 'liabilities:advances:id1:p1', balance: -100 },
      { account: 'liabilities:advances:id1:p2', balance: -50 },
      { account: 'commitments:pledged:p1', balance: 900 },
      { account: 'commitments:pledgors', balance: -900 },
      { account: 'assets:groups:id1', balance: 0 },
      { account: 'assets:bank', balance: 150 },
    ];
    expect(Object.entries(trialBalance(balances, (id) => id.replace('id', 'G')))).toEqual([
      ['assets:bank', 150],
      ['liabilities:advances:G1', -150],
    ]);
  });
});

describe('two books', () => {
  it('that are the same have no differences, whatever their order', () => {
    expect(differences({ a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 })).toEqual([]);
  });

  it('that are not are told apart key by key', () => {
    expect(differences({ a: 1, b: { c: 2 }, d: 0 }, { a: 1, b: { c: 3 }, e: 5 })).toEqual([
      'b.c: 2 instead of 3',
      'e: nothing instead of 5',
      'd: 0 instead of nothing',
    ]);
  });
});

describe('the tables', () => {
  const names = new Map([
    ['G27', 'Groupement Lyon Croix-Rousse et de toutes les collines'],
    ['PR3', 'Cooperativa Barrachedda\u001b[31m'],
  ]);
  const print = (books: BooksDocument) => tablesOf(books, { title: 'Barbajanni', currency: 'EUR', names });

  it('fit a terminal of 100 columns and steer it nowhere', () => {
    const lines = print(expected).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(WIDTH_MAX);
    expect(lines.join('')).not.toContain('\u001b');
  });

  it('show the money with its decimals, and debits that equal credits', () => {
    const text = print(expected);
    expect(text).toMatch(/PR1 .*8,761\.50 .*13,398\.81 .*10,731\.28 .*2,969\.64 .*302\.11/);
    expect(text).toMatch(/Total .* ([\d,.]+) +│ +\1 /);
  });

  it('of the largest amounts give the names’ room to the amounts', () => {
    const [ref, line] = Object.entries(expected.producers)[2]!;
    const huge = { ...line, delivered: 10_000_000_000_000, disbursed_gift: 10_000_000_000_000 };
    expect(print({ ...expected, producers: { [ref]: huge } })).toContain('100,000,000,000.00');
  });
});
