const HASH_BYTES = 32;
/** 43 digits of 6 bits, the last 2 of which are 0, and one equals sign (RFC 4648 §4). */
const TEXT_LENGTH = 44;
const EQUALS = 0x3d;
const NO_DIGIT = 0x80;

const digits = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];
const values = new Uint8Array(256).fill(NO_DIGIT);
digits.forEach((digit, value) => (values[digit.charCodeAt(0)] = value));

/**
 * The 32 bytes of canonical base64; undefined for any other text. A proof is mostly hashes, and this costs less than half of having Node decode
 * each, which passes over whatever is no digit, and encode it again to see whether it did.
 */
export function hashOfBase64(text: string): Uint8Array | undefined {
  if (text.length !== TEXT_LENGTH || text.charCodeAt(TEXT_LENGTH - 1) !== EQUALS) return undefined;
  const bytes = Buffer.allocUnsafe(HASH_BYTES);
  // All units and all values together: a bit that no digit has shows in the end.
  let units = 0;
  let seen = 0;
  let bits = 0;
  for (let at = 0, place = 0; at < TEXT_LENGTH - 1; at += 1) {
    const unit = text.charCodeAt(at);
    const value = values[unit & 0xff] as number;
    units |= unit;
    seen |= value;
    bits = (bits << 6) | value;
    if ((at & 3) !== 0) bytes[place++] = bits >> (6 - 2 * (at & 3));
  }
  return units < NO_DIGIT && seen < NO_DIGIT && (bits & 3) === 0 ? bytes : undefined;
}
