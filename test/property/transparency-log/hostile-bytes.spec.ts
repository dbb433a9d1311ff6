import fc from 'fast-check';
import { isLogError } from '#transparency-log';
import { damage } from './damage.js';
import { formats, type Format } from './formats.js';
import { runs } from '../../runs.js';

const examplesOf = ({ examples }: Format): Buffer[] => examples.map((example) => Buffer.from(example));

/** Bytes near to a format, and bytes that are near to nothing. */
const hostile = (format: Format): fc.Arbitrary<Buffer> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.constantFrom(...examplesOf(format)), fc.array(damage, { minLength: 1, maxLength: 4 }))
        .map(([example, damages]) => damages.reduce((bytes, damaging) => damaging(bytes), example)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 500 }).map((text) => Buffer.from(text)) },
  );

/** Whether the bytes were read; an error with a code is an answer, any other is a defect. */
function isRead(format: Format, bytes: Uint8Array): boolean {
  try {
    format.read(bytes);
    return true;
  } catch (error) {
    if (isLogError(error)) return false;
    throw error;
  }
}

describe.each(formats)('$name', (format) => {
  it('is read where it is right', () => {
    for (const example of examplesOf(format)) {
      expect(isRead(format, example)).toBe(true);
      if (format.rewrite) expect(Buffer.from(format.rewrite(example))).toEqual(example);
    }
  });

  it('is read or refused with a code, whatever the bytes, and has one spelling only', () => {
    fc.assert(
      fc.property(hostile(format), (bytes) => {
        const read = isRead(format, bytes);
        if (read && format.rewrite) return Buffer.from(format.rewrite(bytes)).equals(bytes);
        return true;
      }),
      { numRuns: runs({ short: 120, long: 600 }) },
    );
  });

  it('is refused when it is too large or made to be slow, without much work', () => {
    const begun = process.cpuUsage();
    const longest = [
      '\n',
      '\u2014 a AAAAAAA=\n',
      '\u2014 a\n\n',
      'A',
      '9',
      'x000/',
      'group g all a\n',
      '# \n',
    ].map((unit) => Buffer.alloc(400_000, unit));
    const [example] = examplesOf(format) as [Buffer];
    for (const padding of longest) {
      for (const bytes of [
        padding,
        Buffer.concat([example, padding]),
        Buffer.concat([padding, example]),
        Buffer.concat([Buffer.from('a\n\n'), padding, example]),
      ]) {
        isRead(format, bytes);
      }
    }
    isRead(format, Buffer.alloc(50_000_000, '\n'));
    // Work that grew with the square of such a length would take minutes here; the bound is no measure of speed.
    const secondsOfWork = process.cpuUsage(begun).user / 1_000_000;
    expect(secondsOfWork).toBeLessThan(20);
  });
});
