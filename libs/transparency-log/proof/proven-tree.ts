import { HASH_TEXT_LENGTH } from '../encoding/base64-hash.js';
import { differingBits, onesIn, withoutLowBits } from '../merkle/bits.js';
import { hashAboveText } from '../merkle/hash.js';
import { type TreeHead } from '../merkle/tree-head.js';

/** So far down from the root nodes are on the paths of many leaves. 300 KiB a tree, at most. */
const SHARED_LEVELS = 10;
/** The root's place is 1; below place n are 2n and, on the right, 2n + 1. */
const ROOT = 1;
const SHARED_PLACES = 2 ** (SHARED_LEVELS + 1);
/** With more, places would no longer be counted without rounding. */
const LEVELS_MAX = 52;
const NEWLINE = 0x0a;

/** A node that is proven to be in the tree, as text of a letter a byte and as a proof writes it. */
interface Proven {
  readonly node: string;
  readonly base64: string;
}

/** A node on a path that was hashed further, and where the line beside it begins. */
interface Passed {
  readonly place: number;
  readonly node: string;
  readonly at: number;
}

/** The hashes of a proof as they stand in a text, a base64 line each. */
export interface ProofLines {
  readonly text: string;
  readonly begin: number;
  readonly count: number;
}

/**
 * A tree whose root somebody who is trusted has signed, and the nodes near the root that proofs have shown. A path that leads to one of them
 * leads to the root, if what the proof says stands beside it from there on is, letter by letter, what was proven to.
 */
export class ProvenTree {
  readonly #size: number;
  readonly #nodes = new Map<number, Proven>();

  constructor({ size, root }: TreeHead) {
    this.#size = size;
    this.#remember(ROOT, Buffer.from(root).toString('latin1'));
  }

  /**
   * Whether these lines prove that the leaf is in the tree at this index, a whole number from 0. Its hash is given as text of a letter a byte.
   * False where they do not, or where they are no hashes; why is for `checkInclusion` to say.
   */
  proves(index: number, leaf: string, lines: ProofLines): boolean {
    const path = this.#pathOf(index, lines.count);
    if (path === undefined) return false;
    const { text } = lines;
    const passed: Passed[] = [];
    let place = path;
    let node = leaf;
    let at = lines.begin;
    while (place >= SHARED_PLACES || this.#nodes.get(place)?.node !== node) {
      const above = place === ROOT ? undefined : hashAboveText(node, text, at, place % 2 === 1);
      if (above === undefined || text.charCodeAt(at + HASH_TEXT_LENGTH) !== NEWLINE) return false;
      if (place < SHARED_PLACES) passed.push({ place, node, at });
      node = above;
      place = Math.floor(place / 2);
      at += HASH_TEXT_LENGTH + 1;
    }
    if (!this.#leadsToRoot(place, text, at)) return false;
    for (const step of passed) this.#learn(step, text);
    return true;
  }

  /** The place of a leaf; undefined where the tree has no such leaf, or its proof has another number of hashes. */
  #pathOf(index: number, count: number): number | undefined {
    if (index >= this.#size || count > LEVELS_MAX) return undefined;
    const inner = differingBits(index, this.#size - 1);
    const border = onesIn(withoutLowBits(index, inner));
    if (count !== inner + border) return undefined;
    // Below the level where the path meets the tree's right edge the index says on which side it goes on; above, it is always the right one.
    return (index % 2 ** inner) + (2 ** (border + 1) - 1) * 2 ** inner;
  }

  #leadsToRoot(from: number, text: string, begin: number): boolean {
    for (let place = from, at = begin; place > ROOT; place >>= 1, at += HASH_TEXT_LENGTH + 1) {
      const beside = this.#nodes.get(place ^ 1);
      // Several times as fast as `startsWith`.
      if (text.slice(at, at + HASH_TEXT_LENGTH) !== beside?.base64) return false;
      if (text.charCodeAt(at + HASH_TEXT_LENGTH) !== NEWLINE) return false;
    }
    return true;
  }

  /** The node that was passed and the one beside it: together they are proven to lead to the root. */
  #learn({ place, node, at }: Passed, text: string): void {
    const beside = Buffer.from(text.slice(at, at + HASH_TEXT_LENGTH), 'base64');
    this.#remember(place, node);
    this.#remember(place ^ 1, beside.toString('latin1'));
  }

  #remember(place: number, node: string): void {
    this.#nodes.set(place, { node, base64: Buffer.from(node, 'latin1').toString('base64') });
  }
}
