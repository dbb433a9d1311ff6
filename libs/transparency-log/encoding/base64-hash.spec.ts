import fc from 'fast-check';
import { hashOfBase64 } from './base64-hash.js';
import { runs } from '../../../test/runs.js';

/** What base64 is by its definition: the text of the bytes that Node reads from it. */
const byDefinition = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 && bytes.toString('base64') === text ? bytes : undefined;
};

describe('32 bytes in base64', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        expect(hashOfBase64(Buffer.from(bytes).toString('base64'))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('have one spelling: no other text is read, whatever unit of it is changed, left out or put in', () => {
    const unit = fc.oneof(
      fc.constantFrom(...'AZaz09+/=-_ \n\0', '\u00c1', '\u0141', '\ud83d', '\uff21'),
      fc.string({ minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.nat(44),
        fc.nat(2),
        fc.array(unit, { maxLength: 2 }),
        (bytes, at, removed, added) => {
          const text = Buffer.from(bytes).toString('base64');
          const changed = text.slice(0, at) + added.join('') + text.slice(at + removed);
          expect(hashOfBase64(changed)).toEqual(byDefinition(changed));
        },
      ),
      { numRuns: runs({ short: 750, long: 3_000 }) },
    );
  });
});
