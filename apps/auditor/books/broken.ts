import { majorUnits } from '#decision';
import type { CoProductionEvent } from '#financing';
import type { FindingCode } from '../findings/meanings.js';

/** A rule that an event breaks. */
export interface Broken {
  readonly code: FindingCode;
  /** What is wrong, in a clause that follows the event's place. */
  readonly message: string;
}

export const broken = (code: FindingCode, message: string): Broken => ({ code, message });

/** Minor units as people write them, e.g. `-1204.50 EUR`; bare where the currency is not known yet. */
export function money(amount: number, currency: string): string {
  if (currency === '') return String(amount);
  return `${majorUnits(amount, currency)} ${currency}`;
}

/** The bank reference that an event uses, where it uses one. */
export const bankReferenceIn = ({ data }: CoProductionEvent): string | undefined =>
  'bankReference' in data ? data.bankReference : undefined;
