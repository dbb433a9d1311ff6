import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { bindingOf, newSalt, SALT_BYTES } from './binding.js';

const anySalt = fc.uint8Array({ minLength: SALT_BYTES, maxLength: SALT_BYTES });

describe('a binding to a text of the directory', () => {
  it('is the SHA-256 of the salt followed by the text', () => {
    const salt = Buffer.alloc(SALT_BYTES, 7);
    const expected = createHash('sha256')
      .update(Buffer.concat([salt, Buffer.from('Caffè Nardò')]))
      .digest('hex');
    expect(bindingOf(salt, 'Caffè Nardò')).toBe(expected);
  });

  it('is the same for the same salt and text, and another for any other', () => {
    fc.assert(
      fc.property(anySalt, anySalt, fc.string(), fc.string(), (salt, otherSalt, text, otherText) => {
        expect(bindingOf(salt, text)).toBe(bindingOf(salt, text));
        if (text !== otherText) expect(bindingOf(salt, text)).not.toBe(bindingOf(salt, otherText));
        if (Buffer.compare(salt, otherSalt) !== 0) {
          expect(bindingOf(salt, text)).not.toBe(bindingOf(otherSalt, text));
        }
      }),
    );
  });

  it('refuses a salt of another length', () => {
    expect(() => bindingOf(new Uint8Array(SALT_BYTES - 1), 'Anna')).toThrow('A salt has 32 bytes');
  });

  it('has a salt of its own each time', () => {
    expect(newSalt().equals(newSalt())).toBe(false);
  });
});
