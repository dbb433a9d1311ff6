import { LogFormatError } from '../errors.js';

/**
 * A non-negative decimal of ASCII digits without leading zeroes, at most 2^53 − 1: the formats allow 64 bits, but no
 * log comes near 2^53 leaves, and a number that JavaScript cannot hold must not be rounded in silence.
 * Throws `number_malformed` or `number_too_large`.
 */
export function parseDecimal(text: string): number {
  if (!/^(?:0|[1-9][0-9]{0,19})$/.test(text)) {
    throw new LogFormatError('number_malformed', 'This is not a decimal number without leading zeroes.');
  }
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new LogFormatError('number_too_large', `${text} is above 2^53 − 1.`);
  }
  return value;
}
