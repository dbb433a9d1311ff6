import { minorUnitDigits } from '#financing';

/** Minor units as people write them, with all decimals of the currency: -51000 EUR is `-510.00`. Throws where the currency is none. */
export function majorUnits(amount: number, currency: string): string {
  const digits = minorUnitDigits(currency);
  const sign = amount < 0 ? '-' : '';
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
