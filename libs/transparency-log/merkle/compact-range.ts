import { LogFormatError } from '../errors.js';
import { bitAt, onesIn } from './bits.js';
import { foldRange } from './nodes.js';
import { HASH_BYTES, hashNode, requireHash, type Hash } from './hash.js';
import { isTreeSize, type TreeHead } from './tree-head.js';

/**
 * A tree that grows leaf by leaf and remembers only its peaks: the hashes of the full subtrees it is made of, at most
 * 53 of them. Enough to know every root from here on, and small enough to keep for a partner between two visits.
 */
export class CompactRange {
  #size: number;
  readonly #peaks: Hash[];

  private constructor(size: number, peaks: Hash[]) {
    this.#size = size;
    this.#peaks = peaks;
  }

  static empty(): CompactRange {
    return new CompactRange(0, []);
  }

  /** Goes on from what `size` and `peaks` said before. Throws `hash_malformed` where they do not fit together. */
  static resume(size: number, peaks: readonly Hash[]): CompactRange {
    const fit =
      isTreeSize(size) && peaks.length === onesIn(size) && peaks.every((peak) => peak.length === HASH_BYTES);
    if (!fit) throw new LogFormatError('hash_malformed', 'The peaks do not fit the size of the tree.');
    return new CompactRange(size, [...peaks]);
  }

  get size(): number {
    return this.#size;
  }

  /** The hashes of the full subtrees, from left to right: one for every one bit of the size. */
  get peaks(): readonly Hash[] {
    return [...this.#peaks];
  }

  /** Adds one leaf by its hash, which must not be changed afterwards. Throws `hash_malformed`. */
  append(leafHash: Hash): void {
    let node = requireHash(leafHash);
    for (let level = 0; bitAt(this.#size, level) === 1; level += 1) {
      node = hashNode(this.#peaks.pop() as Hash, node);
    }
    this.#peaks.push(node);
    this.#size += 1;
  }

  root(): Hash {
    return foldRange(this.#peaks);
  }

  head(): TreeHead {
    return { size: this.#size, root: this.root() };
  }
}
