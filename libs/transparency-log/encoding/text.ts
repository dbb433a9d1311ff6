import { LogFormatError } from '../errors.js';

/** Text as it came from outside: bytes, or a string that somebody decoded already. */
export type TextInput = Uint8Array | string;

// A byte order mark is kept as the character it is: dropping it would verify other bytes than were signed.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const NEWLINE = 0x0a;
const SPACE = 0x20;

/**
 * The text of at most `bytesMax` bytes of UTF-8 without ASCII control characters, newline apart (C2SP signed-note).
 * Throws `too_large`, `not_utf8` or `control_character`; looks at no more than `bytesMax` bytes.
 */
export function readText(input: TextInput, bytesMax: number): string {
  const bytes = readBytes(input, bytesMax);
  for (const byte of bytes) {
    if (byte < SPACE && byte !== NEWLINE) {
      throw new LogFormatError('control_character', 'The text holds a control character.', { byte });
    }
  }
  return decode(bytes);
}

/** As `readText`, with tabs allowed, as in a policy file. */
export function readTabbedText(input: TextInput, bytesMax: number): string {
  return readText(
    readBytes(input, bytesMax).map((byte) => (byte === 0x09 ? SPACE : byte)),
    bytesMax,
  );
}

function readBytes(input: TextInput, bytesMax: number): Uint8Array {
  // A string has at least as many bytes as UTF-16 units, so a long one is refused before it is encoded.
  if (input.length > bytesMax) throw tooLarge(bytesMax);
  if (typeof input !== 'string') return input;
  if (/\p{Surrogate}/u.test(input)) {
    throw new LogFormatError('not_utf8', 'The text holds half a surrogate pair.');
  }
  const bytes = Buffer.from(input, 'utf8');
  if (bytes.length > bytesMax) throw tooLarge(bytesMax);
  return bytes;
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new LogFormatError('not_utf8', 'The bytes are not UTF-8.');
  }
}

const tooLarge = (bytesMax: number): LogFormatError =>
  new LogFormatError('too_large', `More than ${bytesMax} bytes.`, { bytesMax });
