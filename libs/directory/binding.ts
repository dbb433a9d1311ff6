import { createHash, randomBytes } from 'node:crypto';

export const SALT_BYTES = 32;

/** A fresh salt. It lives and dies with the text it was made for: a corrected text gets another. */
export const newSalt = (): Buffer => randomBytes(SALT_BYTES);

/**
 * SHA-256(salt ‖ UTF-8 of the text), 64 hex digits: binds an event to a text without carrying it. Once salt and text
 * are erased, nobody can tell any more what the text was, not even by trying every name there is.
 * Throws on a salt of another length, since a shorter one would let salt and text be divided in another place.
 */
export function bindingOf(salt: Uint8Array, text: string): string {
  if (salt.length !== SALT_BYTES) throw new Error(`A salt has ${SALT_BYTES} bytes, not ${salt.length}.`);
  return createHash('sha256').update(salt).update(text, 'utf8').digest('hex');
}
