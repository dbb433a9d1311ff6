import { LogFormatError } from '../errors.js';

/** Standard base64 with padding (RFC 4648 §4). */
export const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/**
 * Bytes of standard base64. Only the one canonical encoding is read: with two of them for the same bytes, somebody
 * could change a signed file without its meaning. Throws `base64_malformed`.
 */
export function fromBase64(text: string): Uint8Array {
  const bytes = bytesOfBase64(text);
  if (bytes === undefined) throw new LogFormatError('base64_malformed', 'This is not canonical base64.');
  return bytes;
}

/** As `fromBase64`; undefined instead of an error. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
