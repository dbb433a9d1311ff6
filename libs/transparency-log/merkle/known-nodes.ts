import { hashAbove, sameHash, type Hash } from './hash.js';

/** A node that was hashed out of the one below it on a path and the one beside that. */
interface Known {
  readonly beside: Hash;
  readonly isLeft: boolean;
  readonly node: string;
}

/** 4 MiB, about. */
const KNOWN_MAX = 16_384;

/**
 * Nodes on the paths that proofs take, so that what many of them have in common is hashed once. It knows nothing of trees and roots, and
 * believes nobody: a node is what was hashed before of the very same two hashes, compared in full, on the same sides.
 */
export class KnownNodes {
  readonly #known = new Map<string, Known>();

  /** As `hashAbove`. */
  above(node: string, beside: Hash, isLeft: boolean): string {
    const known = this.#known.get(node);
    if (known !== undefined && known.isLeft === isLeft && sameHash(known.beside, beside)) return known.node;
    if (this.#known.size >= KNOWN_MAX) this.#known.clear();
    const above = hashAbove(node, beside, isLeft);
    this.#known.set(node, { beside: Buffer.from(beside), isLeft, node: above });
    return above;
  }
}
