import type { ColumnOptions, ValueTransformer } from 'typeorm';

/** What a bigint column holds, as a number. Throws beyond 2^53, where a number would no longer be exact. */
export function exactNumber(digits: string | number | bigint): number {
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${digits} is too large to be exact`);
  return value;
}

const asNumber: ValueTransformer = {
  to: (value: number | null) => value,
  from: (digits: string | null) => (digits === null ? null : exactNumber(digits)),
};

/** A column of amounts: a bigint there, a number of minor units here. */
export const amount = (name: string, options: ColumnOptions = {}): ColumnOptions => ({
  ...options,
  name,
  type: 'bigint',
  transformer: asNumber,
});
