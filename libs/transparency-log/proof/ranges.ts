import { splitPoint } from '../merkle/bits.js';
import { type LeafRange } from '../merkle/nodes.js';

/**
 * The subtrees whose hashes prove that leaf `index` is in the tree of `size` leaves, from the leaf's sibling up to the
 * root's child: PATH of RFC 6962 §2.1.1, walked from the root down. `index` is below `size`.
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  const beside: LeafRange[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitPoint(end - begin);
    if (index < middle) {
      beside.push({ begin: middle, end });
      end = middle;
    } else {
      beside.push({ begin, end: middle });
      begin = middle;
    }
  }
  return beside.reverse();
}

/**
 * The subtrees whose hashes prove that the tree of `oldSize` leaves is the beginning of that of `newSize`: SUBPROOF of
 * RFC 6962 §2.1.2, walked from the root down. 0 < oldSize ≤ newSize.
 */
export function consistencyRanges(oldSize: number, newSize: number): LeafRange[] {
  const parts: LeafRange[] = [];
  let begin = 0;
  let end = newSize;
  while (end !== oldSize) {
    const middle = begin + splitPoint(end - begin);
    if (oldSize <= middle) {
      parts.push({ begin: middle, end });
      end = middle;
    } else {
      parts.push({ begin, end: middle });
      begin = middle;
    }
  }
  // Where the walk never went right, what remains is the whole old tree, whose root the reader of the proof has.
  if (begin > 0) parts.push({ begin, end });
  return parts.reverse();
}
