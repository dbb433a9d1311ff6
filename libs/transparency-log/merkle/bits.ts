/*
 * Bits of whole numbers up to 2^53 − 1. JavaScript's own operators see only the lowest 32, which would divide a tree of
 * more than four thousand million leaves in the wrong place.
 */

const HALF = 2 ** 32;

/** How many bits the number takes; 0 takes none. */
export function bitLength(value: number): number {
  return value >= HALF ? 64 - Math.clz32(value / HALF) : 32 - Math.clz32(value);
}

/** The bit of this place, 0 or 1; place 0 is the lowest. */
export const bitAt = (value: number, place: number): number => Math.floor(value / 2 ** place) % 2;

/** The number without its lowest bits. */
export const withoutLowBits = (value: number, bits: number): number => Math.floor(value / 2 ** bits);

/** How many bits are one. */
export function onesIn(value: number): number {
  let ones = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}

/** How many zero bits stand below the lowest one. The number is above 0. */
export function trailingZeros(value: number): number {
  let zeros = 0;
  for (let rest = value; rest % 2 === 0; rest /= 2) zeros += 1;
  return zeros;
}

/** The length of `a xor b`: how many of the lowest bits have to go until both numbers are the same. */
export function differingBits(a: number, b: number): number {
  let bits = 0;
  for (let x = a, y = b; x !== y; x = Math.floor(x / 2), y = Math.floor(y / 2)) bits += 1;
  return bits;
}

/** Where RFC 6962 §2.1 splits n leaves: at the largest power of two below n. n is 2 or more. */
export const splitPoint = (leaves: number): number => 2 ** (bitLength(leaves - 1) - 1);
