import type { Clocked } from './step.js';

/** When everything begins, by every clock of the network but the database's. */
export const BEGIN = '2022-06-01T10:00:00.000Z';
/** The clocks stay within the year that the goods come in, so that a date of the next one is always in the future. */
const EARLIEST = '2022-02-01T00:00:00.000Z';
const LATEST = '2022-12-20T00:00:00.000Z';
const HOUR_MS = 3_600_000;

/** The clocks as a plan knows them: they stand still but for their jumps, since nobody can plan how long a step takes. */
export class Clocks {
  private readonly at = new Map<Clocked, string>();

  dayAt(what: Clocked): string {
    return this.now(what).slice(0, 10);
  }

  /** Where the clock jumps to, RFC 3339 in UTC: by hours or days, forwards or backwards, or to just before midnight. */
  jump(what: Clocked, dice: number): string {
    const now = this.now(what);
    const hours = (dice % 61) - 30;
    const to = dice % 5 === 0 ? `${now.slice(0, 10)}T23:59:59.000Z` : later(now, hours * HOUR_MS);
    const kept = to < EARLIEST || to > LATEST ? BEGIN : to;
    this.at.set(what, kept);
    return kept;
  }

  private now(what: Clocked): string {
    return this.at.get(what) ?? BEGIN;
  }
}

const later = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString();
