import { minorUnitDigits } from '#decision';

/** Minor units as people write them: `-13,430.49`, with the currency's decimals. */
export function majorUnits(amount: number, currency: string): string {
  const digits = minorUnitDigits(currency);
  const written = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = written.slice(0, written.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = digits === 0 ? '' : `.${written.slice(-digits)}`;
  return `${amount < 0 ? '-' : ''}${whole}${decimals}`;
}
