import { LogVerificationError } from '../errors.js';
import { bitAt, differingBits, onesIn, withoutLowBits } from '../merkle/bits.js';
import { hashAbove, requireHash, sameHash, type Hash } from '../merkle/hash.js';
import { isTreeSize, type TreeHead } from '../merkle/tree-head.js';

/** A leaf as a proof speaks of it: its place, from 0, and the hash of its bytes. */
export interface LeafAddress {
  readonly index: number;
  readonly hash: Hash;
}

/**
 * Checks that the leaf is in the tree (RFC 6962 §2.1.1). The proof may come from anybody: its length is compared with
 * the one there can be before anything is hashed.
 * Throws `index_out_of_range`, `proof_length_wrong`, `root_mismatch`; `hash_malformed` for a hash of another length.
 */
export function checkInclusion(leaf: LeafAddress, head: TreeHead, proof: readonly Hash[]): void {
  const { index } = leaf;
  const { size } = head;
  if (!isTreeSize(size) || !isTreeSize(index) || index >= size) {
    throw new LogVerificationError('index_out_of_range', `There is no leaf ${index} among ${size}.`, {
      index,
      size,
    });
  }
  const inner = differingBits(index, size - 1);
  const border = onesIn(withoutLowBits(index, inner));
  checkLength(proof, inner + border);
  requireHash(head.root);
  // Below the level where the leaf's path meets the tree's right edge the index says on which side a hash stands;
  // from there on every hash stands on the left.
  let node = Buffer.from(requireHash(leaf.hash)).toString('latin1');
  proof.forEach((beside, level) => {
    node = hashAbove(node, beside, level >= inner || bitAt(index, level) === 1);
  });
  if (!sameHash(Buffer.from(node, 'latin1'), head.root)) {
    throw new LogVerificationError(
      'root_mismatch',
      `Leaf ${index} does not lead to the root of ${size} leaves.`,
      {
        index,
        size,
      },
    );
  }
}

/** Refuses a proof of another length than the sizes call for: nothing may be missing and nothing left over. */
export function checkLength(proof: readonly Hash[], expected: number): void {
  if (proof.length !== expected) {
    throw new LogVerificationError(
      'proof_length_wrong',
      `The proof has ${proof.length} hashes where ${expected} are needed.`,
      { length: proof.length, expected },
    );
  }
}
