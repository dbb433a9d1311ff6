/**
 * Shares a total (minor units, not negative) in proportion to weights (integers, not negative, not all zero).
 * Every share is rounded down and what is left goes, one unit each, to the largest remainders; among equal ones to the
 * first. The shares always sum to the total. Source: the largest remainder method, also called Hamilton's.
 */
export function shareByLargestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + BigInt(right), 0n);
  if (sum <= 0n) throw new RangeError('weights must have a positive sum');
  const parts = weights.map((weight, place) => {
    const numerator = BigInt(total) * BigInt(weight);
    return { place, share: Number(numerator / sum), remainder: numerator % sum };
  });
  const left = total - parts.reduce((shared, part) => shared + part.share, 0);
  const favoured = parts
    .toSorted((one, other) => Number(other.remainder - one.remainder) || one.place - other.place)
    .slice(0, left)
    .map((part) => part.place);
  const raised = new Set(favoured);
  return parts.map((part) => part.share + (raised.has(part.place) ? 1 : 0));
}

/**
 * The part of an amount that falls to `part` of `whole`, rounded half-even. All are minor units, not negative, and
 * `whole` is positive; with amount ≤ whole the answer is at most `part`.
 */
export function proportionOf(amount: number, part: number, whole: number): number {
  const numerator = BigInt(amount) * BigInt(part);
  const denominator = BigInt(whole);
  const down = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && down % 2n === 1n);
  return Number(up ? down + 1n : down);
}
