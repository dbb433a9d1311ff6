import { createHash } from 'node:crypto';

/*
 * RFC 6962 §2.1 written down as it stands there, slow and sharing no code with the product: what a tree of these leaf
 * hashes must come to, and what its proofs must hold.
 */

export const naiveLeafHash = (data: Uint8Array): Buffer =>
  createHash('sha256').update(Uint8Array.of(0)).update(data).digest();

const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();

function split(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** MTH. */
export function naiveRoot(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only === undefined) return createHash('sha256').digest();
  if (hashes.length === 1) return only;
  const k = split(hashes.length);
  return nodeHash(naiveRoot(hashes.slice(0, k)), naiveRoot(hashes.slice(k)));
}

/** PATH(m, D[n]). */
export function naivePath(m: number, hashes: readonly Uint8Array[]): Uint8Array[] {
  if (hashes.length === 1) return [];
  const k = split(hashes.length);
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)];
  return m < k ? [...naivePath(m, left), naiveRoot(right)] : [...naivePath(m - k, right), naiveRoot(left)];
}

/** SUBPROOF(m, D[n], b); PROOF(m, D[n]) with b true. */
export function naiveSubproof(m: number, hashes: readonly Uint8Array[], b = true): Uint8Array[] {
  if (m === hashes.length) return b ? [] : [naiveRoot(hashes)];
  const k = split(hashes.length);
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)];
  return m <= k
    ? [...naiveSubproof(m, left, b), naiveRoot(right)]
    : [...naiveSubproof(m - k, right, false), naiveRoot(left)];
}

/** The hashes of `count` leaves, the n-th of which holds n as text. */
export const leafHashes = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => naiveLeafHash(Buffer.from(String(index))));
