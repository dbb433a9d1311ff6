/** How the values of a folder are written. What they may be beyond that is for the rules of the server. */

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const match = datePattern.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Digits with a point, e.g. `70.331`: no sign, no exponent, no separators of thousands. */
export function isDecimal(text: string, decimalsMax: number): boolean {
  const match = /^\d{1,40}(?:\.(\d+))?$/.exec(text);
  return match !== null && (match[1]?.length ?? 0) <= decimalsMax;
}

/** Decimals of a quantity and of a unit price. */
export const QUANTITY_DECIMALS_MAX = 3;
export const UNIT_PRICE_DECIMALS_MAX = 4;

export const isZero = (decimal: string): boolean => /^[0.]+$/.test(decimal);
