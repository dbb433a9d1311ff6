import { CopyBytes } from './copy-bytes.js';
import type { SqlType, Value } from './read-table.js';

function bytesOf(value: Value, type: SqlType): string {
  const bytes = new CopyBytes();
  bytes.add(value, type);
  return Buffer.concat(bytes.taken()).toString('hex');
}

describe('a value in COPY’s binary format', () => {
  it.each<[SqlType, Value, string]>([
    ['uuid', '0123abcd-4567-89ef-0123-456789ABCDEF', '000000100123abcd456789ef0123456789abcdef'],
    ['bigint', -5, '00000008fffffffffffffffb'],
    ['bigint', 2 ** 40 + 1, '000000080000010000000001'],
    ['bigint', -5n, '00000008fffffffffffffffb'],
    ['integer', -1, '00000004ffffffff'],
    ['date', '2000-02-29', '000000040000003b'],
    ['date', '1999-12-31', '00000004ffffffff'],
    ['text', 'é', '00000002c3a9'],
    ['jsonb', '{}', '00000003017b7d'],
    ['boolean', true, '0000000101'],
    ['text', null, 'ffffffff'],
  ])('is what the server reads: %s %s', (type, value, hex) => {
    expect(bytesOf(value, type)).toBe(hex);
  });

  it.each<[SqlType, Value]>([
    ['uuid', '0123abcd-4567-89ef-0123-456789abcdeg'],
    ['uuid', '0123abcd-4567-89ef-0123-456789abcde'],
    ['uuid', '0123abcd+4567-89ef-0123-456789abcdef'],
    ['bigint', 1.5],
    ['integer', 2 ** 31],
    ['uuid', 'ı123abcd-4567-89ef-0123-456789abcdef'],
    ['bigint', 2n ** 63n],
    ['date', '2000-02-30x'],
    ['date', '2000-02-30'],
  ])('is refused where it is none: %s %s', (type, value) => {
    expect(() => bytesOf(value, type)).toThrow(`is no ${type}`);
  });

  it('may be longer than the space that is there', () => {
    const long = 'ö'.repeat(100_000);
    expect(bytesOf(long, 'text')).toBe(
      `${(200_000).toString(16).padStart(8, '0')}${Buffer.from(long).toString('hex')}`,
    );
  });
});
