import { LogVerificationError } from '../errors.js';
import { type Hash } from '../merkle/hash.js';
import { readRanges, type NodeReader } from '../merkle/nodes.js';
import { isTreeSize } from '../merkle/tree-head.js';
import { consistencyRanges, inclusionRanges } from './ranges.js';

/**
 * The hashes that prove leaf `index` to be in the tree of `size` leaves (RFC 6962 §2.1.1), from its sibling upwards.
 * Reads at most 2 · 53 nodes, in one call. Throws `index_out_of_range`.
 */
export async function makeInclusionProof(index: number, size: number, read: NodeReader): Promise<Hash[]> {
  if (!isTreeSize(size) || !isTreeSize(index) || index >= size) {
    throw new LogVerificationError('index_out_of_range', `There is no leaf ${index} among ${size}.`, {
      index,
      size,
    });
  }
  return readRanges(inclusionRanges(index, size), read);
}

/**
 * The hashes that prove the tree of `oldSize` leaves to be the beginning of that of `newSize` (RFC 6962 §2.1.2); none
 * where the old tree is empty or the sizes are the same. Reads its nodes in one call. Throws `sizes_out_of_order`.
 */
export async function makeConsistencyProof(
  oldSize: number,
  newSize: number,
  read: NodeReader,
): Promise<Hash[]> {
  if (!isTreeSize(oldSize) || !isTreeSize(newSize) || oldSize > newSize) {
    throw new LogVerificationError('sizes_out_of_order', `${oldSize} leaves cannot grow to ${newSize}.`, {
      oldSize,
      newSize,
    });
  }
  return oldSize === 0 ? [] : readRanges(consistencyRanges(oldSize, newSize), read);
}
