import { jest } from '@jest/globals';
import { readCsv, ROWS_MAX } from './csv.js';

jest.setTimeout(60_000);

describe('a table', () => {
  const rows = (count: number) => `ref\n${'R\n'.repeat(count)}`;
  const tooMany = `receipts.csv:${ROWS_MAX + 2} too_many_rows`;

  it('may have as many rows as the limit says', () => {
    expect(readCsv('receipts.csv', rows(ROWS_MAX), ['ref'])).toHaveLength(ROWS_MAX);
  });

  it('with one row more is refused, without a look at what comes after it', () => {
    const neverRead = `${rows(ROWS_MAX + 1)}"a quote that does not close`;
    expect(() => readCsv('receipts.csv', neverRead, ['ref'])).toThrow(tooMany);
  });
});
