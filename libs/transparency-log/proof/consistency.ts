import { LogVerificationError } from '../errors.js';
import { bitAt, differingBits, onesIn, trailingZeros, withoutLowBits } from '../merkle/bits.js';
import { emptyRoot, hashNode, requireHash, sameHash, type Hash } from '../merkle/hash.js';
import { isTreeSize, type TreeHead } from '../merkle/tree-head.js';
import { checkLength } from './inclusion.js';

/**
 * Checks that the newer tree only added leaves to the older one (RFC 6962 §2.1.2). Where the older is empty or the
 * sizes are the same the proof is empty too.
 * Throws `sizes_out_of_order`, `empty_root_wrong`, `proof_length_wrong`; `roots_differ` for two roots of one size, which
 * proves two histories; `old_root_mismatch` or `root_mismatch` where the proof does not lead to the older or the newer
 * root, be it the proof that is wrong or the history; `hash_malformed` for a hash of another length.
 */
export function checkConsistency(older: TreeHead, newer: TreeHead, proof: readonly Hash[]): void {
  if (!isTreeSize(older.size) || !isTreeSize(newer.size) || older.size > newer.size) {
    throw new LogVerificationError(
      'sizes_out_of_order',
      `${older.size} leaves cannot grow to ${newer.size}.`,
      { oldSize: older.size, newSize: newer.size },
    );
  }
  requireHash(older.root);
  requireHash(newer.root);
  checkEmptyRoot(older);
  checkEmptyRoot(newer);
  if (older.size === 0) return checkLength(proof, 0);
  if (older.size === newer.size) {
    checkLength(proof, 0);
    return checkRoot(older.root, newer, 'roots_differ');
  }
  checkGrowth(older, newer, proof);
}

/** Refuses a tree without leaves whose root is not that of the empty tree. */
export function checkEmptyRoot(head: TreeHead): void {
  if (head.size === 0 && !sameHash(head.root, emptyRoot())) {
    throw new LogVerificationError('empty_root_wrong', 'The root is not that of an empty tree.');
  }
}

function checkGrowth(older: TreeHead, newer: TreeHead, proof: readonly Hash[]): void {
  // The proof follows the path of the old tree's last leaf through the new tree, from the first subtree on that lies
  // wholly in the old one. Where that subtree is the old tree itself, its root is known and is not in the proof.
  const last = older.size - 1;
  const skipped = trailingZeros(older.size);
  const whole = older.size === 2 ** skipped;
  const path = withoutLowBits(last, skipped);
  const inner = differingBits(last, newer.size - 1) - skipped;
  const border = onesIn(withoutLowBits(path, inner));
  checkLength(proof, (whole ? 0 : 1) + inner + border);

  const [first, ...rest] = whole ? [older.root, ...proof] : proof;
  let oldNode = first as Hash;
  let newNode = first as Hash;
  rest.forEach((hash, level) => {
    if (level >= inner || bitAt(path, level) === 1) {
      oldNode = hashNode(hash, oldNode);
      newNode = hashNode(hash, newNode);
    } else {
      newNode = hashNode(newNode, hash);
    }
  });
  checkRoot(oldNode, older, 'old_root_mismatch');
  checkRoot(newNode, newer, 'root_mismatch');
}

function checkRoot(
  root: Hash,
  head: TreeHead,
  code: 'roots_differ' | 'old_root_mismatch' | 'root_mismatch',
): void {
  if (!sameHash(root, head.root)) {
    throw new LogVerificationError(code, `The proof does not lead to the root of ${head.size} leaves.`, {
      size: head.size,
    });
  }
}
