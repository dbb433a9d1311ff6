import { AMOUNT_MAX } from '#financing';
import { isIban } from './iban.js';

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
  const year = Number(value.slice(0, 4));
  const date = new Date(`${value}T00:00:00Z`);
  // A day that no month has is moved into the next month, or is no date at all.
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
  return isReal && year >= 1900 && year <= 2200;
}

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
