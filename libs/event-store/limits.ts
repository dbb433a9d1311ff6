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

/** Throws OutsideLimits unless a read may give so many events. */
export function requireLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > READ_EVENTS_MAX) {
    throw new OutsideLimits(`A read gives 1 to ${READ_EVENTS_MAX} events at a time, not ${limit}.`);
  }
}

/** Throws OutsideLimits unless a stream may be read from there. */
export function requireRevision(revision: number): void {
  if (!Number.isInteger(revision) || revision < 0) {
    throw new OutsideLimits(`A revision is a whole number from 0: ${revision}`);
  }
}

const SHARES_MAX = 16;

/** Throws OutsideLimits unless events may be cut into so many shares. */
export function requireShares(shares: number): void {
  if (!Number.isInteger(shares) || shares < 1 || shares > SHARES_MAX) {
    throw new OutsideLimits(`Events are cut into 1 to ${SHARES_MAX} shares, not ${shares}.`);
  }
}
