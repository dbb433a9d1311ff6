const HASH_BYTES = 32;
/** 43 digits of 6 bits, the last 2 of which are 0, and one equals sign (RFC 4648 §4). */
export const HASH_TEXT_LENGTH = 44;
const EQUALS = 0x3d;
const NO_DIGIT = 0x80;

const digits = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];
const values = new Uint8Array(256).fill(NO_DIGIT);
digits.forEach((digit, value) => (values[digit.charCodeAt(0)] = value));

/** The 32 bytes of canonical base64; undefined for any other text. */
export function hashOfBase64(text: string): Uint8Array | undefined {
  if (text.length !== HASH_TEXT_LENGTH) return undefined;
  const bytes = Buffer.allocUnsafe(HASH_BYTES);
  return writeHashOfBase64(text, 0, bytes, 0) ? bytes : undefined;
}

/**
 * Writes the 32 bytes whose canonical base64 begins in the text at `at` to their place in a buffer. False where something else is there; what was
 * written then means nothing. A proof is mostly hashes, and this costs less than half of having Node decode each, which passes over whatever is no
 * digit, and encode it again to see whether it did.
 */
export function writeHashOfBase64(text: string, at: number, to: Uint8Array, place: number): boolean {
  // All units and all values together: a bit that no digit has shows in the end.
  let units = 0;
  let seen = 0;
  const value = (unit: number): number => {
    units |= unit;
    const found = values[unit & 0xff] as number;
    seen |= found;
    return found;
  };
  const last = at + HASH_TEXT_LENGTH - 4;
  for (let from = at, byte = place; from <= last; from += 4, byte += 3) {
    const first = value(text.charCodeAt(from));
    const second = value(text.charCodeAt(from + 1));
    const third = value(text.charCodeAt(from + 2));
    to[byte] = (first << 2) | (second >> 4);
    to[byte + 1] = (second << 4) | (third >> 2);
    if (from < last) to[byte + 2] = (third << 6) | value(text.charCodeAt(from + 3));
    else if ((third & 3) !== 0) return false;
  }
  return units < NO_DIGIT && seen < NO_DIGIT && text.charCodeAt(last + 3) === EQUALS;
}
