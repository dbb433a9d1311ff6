import { isUtf8 } from 'node:buffer';
import { LogFormatError } from '../errors.js';

/** Text as it came from outside: bytes, or a string that somebody decoded already. */
export type TextInput = Uint8Array | string;

/** No UTF-16 unit takes more bytes of UTF-8. */
const UNIT_BYTES_MAX = 3;

/** The ASCII control characters that a note may not hold, and those that a text with tabs may not (C2SP signed-note). */
const control = new RegExp(String.raw`[\0-\x09\x0b-\x1f]`);
const controlButTab = new RegExp(String.raw`[\0-\x08\x0b-\x1f]`);
/** Of these and of surrogates hardly any text has one: one quick look tells. */
const suspicious = new RegExp(String.raw`[\0-\x09\x0b-\x1f\ud800-\udfff]`);
/** With the flag u a pair of surrogates is one character, so this finds the halves of one. */
const halfPair = /\p{Surrogate}/u;

/**
 * The text of at most `bytesMax` bytes of UTF-8 without ASCII control characters, newline apart (C2SP signed-note).
 * Throws `too_large`, `not_utf8` or `control_character`; looks at no more than `bytesMax` bytes.
 */
export const readText = (input: TextInput, bytesMax: number): string =>
  checked(decode(input, bytesMax), control);

/** As `readText`, with tabs allowed, which come as spaces, as in a policy file. */
export const readTabbedText = (input: TextInput, bytesMax: number): string =>
  checked(decode(input, bytesMax), controlButTab).replaceAll('\t', ' ');

/** The text, of which nothing but its size and that its bytes are UTF-8 was looked at. Throws `too_large` or `not_utf8`. */
export function decode(input: TextInput, bytesMax: number): string {
  if (typeof input !== 'string') return utf8Bytes(input, bytesMax).toString('utf8');
  // A string has at least as many bytes as UTF-16 units, so a long one is refused before anything else is looked at.
  if (input.length > bytesMax) throw tooLarge(bytesMax);
  const mayBeLonger = input.length * UNIT_BYTES_MAX > bytesMax;
  if (mayBeLonger && Buffer.byteLength(input) > bytesMax) throw tooLarge(bytesMax);
  return input;
}

/** Its bytes without a copy. A byte order mark stays the character it is: dropping it would verify other bytes than were signed. */
function utf8Bytes(input: Uint8Array, bytesMax: number): Buffer {
  if (input.length > bytesMax) throw tooLarge(bytesMax);
  if (!isUtf8(input)) throw new LogFormatError('not_utf8', 'The bytes are not UTF-8.');
  return Buffer.from(input.buffer, input.byteOffset, input.byteLength);
}

function checked(text: string, forbidden: RegExp): string {
  if (!suspicious.test(text)) return text;
  if (halfPair.test(text)) throw new LogFormatError('not_utf8', 'The text holds half a surrogate pair.');
  const [found] = forbidden.exec(text) ?? [];
  if (found === undefined) return text;
  throw new LogFormatError('control_character', 'The text holds a control character.', {
    byte: found.charCodeAt(0),
  });
}

const tooLarge = (bytesMax: number): LogFormatError =>
  new LogFormatError('too_large', `More than ${bytesMax} bytes.`, { bytesMax });
