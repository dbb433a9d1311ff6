import { AMOUNT_MAX } from './money.js';

/** Whole minor units. Zero and less are a matter of the rules; −0 and what is not a number are not amounts at all. */
export const isAmount = (value: unknown): boolean =>
  Number.isSafeInteger(value) && !Object.is(value, -0) && Math.abs(value as number) <= AMOUNT_MAX;

export const isWholeNumber = (value: unknown, min: number, max: number): boolean =>
  Number.isSafeInteger(value) &&
  !Object.is(value, -0) &&
  (value as number) >= min &&
  (value as number) <= max;

/** `YYYY-MM-DD`, a day of the Gregorian calendar, from 1900 to 2200. */
export function isCalendarDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const [year, month, day] = [value.slice(0, 4), value.slice(5, 7), value.slice(8)].map(Number) as Day;
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= daysOf(year, month);
}

type Day = [year: number, month: number, day: number];

/** The day before the first of the next month is the last of this one. */
const daysOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A decimal without exponent, sign or needless zeros before it: at most 9 digits, then at most so many decimals. */
export function isDecimal(value: unknown, decimalsMax: number): boolean {
  if (typeof value !== 'string' || value.length > 20) return false;
  const [whole, decimals, ...more] = value.split('.');
  return (
    more.length === 0 &&
    /^(0|[1-9]\d{0,8})$/.test(whole ?? '') &&
    (decimals === undefined || (/^\d+$/.test(decimals) && decimals.length <= decimalsMax))
  );
}

export const isPositiveDecimal = (value: unknown, decimalsMax: number): boolean =>
  isDecimal(value, decimalsMax) && /[1-9]/.test(value as string);

/** Well-formed Unicode without control characters, not empty, no white space at its ends. */
export const isText = (value: unknown, charactersMax: number): boolean =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= charactersMax &&
  value === value.trim() &&
  !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value);

/** What a bank or a person writes to find a payment again. An IBAN would name an account, which no event may. */
export const isCode = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9/_.-]{0,34}$/.test(value) && !isIban(value);

export const isReasonCode = (value: unknown): boolean =>
  typeof value === 'string' && /^[a-z][a-z0-9_]{0,39}$/.test(value);

export const isUuid = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

export const isEmail = (value: unknown): boolean =>
  isText(value, 254) && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value as string);

export const isPhone = (value: unknown): boolean =>
  typeof value === 'string' && /^\+?\d[\d ()/.-]{2,29}$/.test(value);

/**
 * Whether the text is an IBAN: its check digits are right (ISO 13616, ISO 7064 mod 97-10). Spaces and the separators
 * that people put in between do not matter, nor do lower-case letters.
 */
export function isIban(text: string): boolean {
  const compact = text.replaceAll(/[\s._/-]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  let remainder = 0;
  for (const character of rearranged) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
