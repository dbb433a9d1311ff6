/**
 * What an append may bring at most. The canonical form of an event is its leaf, see canonicalBytes; as its position is not known
 * before it is written, it is counted as if it were the longest there is.
 */
export const EVENT_BYTES_MAX = 60 * 1024;
export const APPEND_EVENTS_MAX = 512;
export const APPEND_BYTES_MAX = 1024 * 1024;
/** Events in one answer of a read, or in one batch of a subscription. */
export const READ_EVENTS_MAX = 10_000;
export const STREAM_NAME_LENGTH_MAX = 200;
export const JSON_DEPTH_MAX = 100;

/**
 * The caller asks for what no store gives: too much, or values of the wrong form. Nothing was written, and asking again will not help.
 */
export class OutsideLimits extends RangeError {
  override readonly name = 'OutsideLimits';
}
