import { OutsideLimits, READ_EVENTS_MAX } from './limits.js';

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
