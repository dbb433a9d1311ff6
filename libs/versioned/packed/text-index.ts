import type { Texts } from './texts.js';

/** How many slots a text may be away from its own. Chance alone makes runs of a few dozen. */
const RUN_MAX = 256;

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** Tells where a text is by its hash: as fast as a Map, in 16 to 32 bytes a text. At least half of its slots stay empty. */
export class TextIndex {
  /** 1 + the place of a text; 0 where there is none. */
  readonly #slots: Uint32Array;
  /** The hash of the text in each slot, so that hardly ever a text is looked at that is another one. */
  readonly #hashes: Int32Array;

  private constructor(
    private readonly texts: Texts,
    size: number,
  ) {
    this.#slots = new Uint32Array(size);
    this.#hashes = new Int32Array(size);
  }

  /** Undefined where too many texts want to be at one place, as somebody could bring about who chooses them. */
  static of(texts: Texts): TextIndex | undefined {
    const index = new TextIndex(texts, 2 ** Math.ceil(Math.log2(2 * texts.size + 1)));
    for (let place = 0; place < texts.size; place += 1) if (!index.#add(place)) return undefined;
    return index;
  }

  /** Where the text is; −1 where it is not. */
  placeOf(text: string): number {
    const mask = this.#slots.length - 1;
    const hash = hashOf(text);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = (this.#slots[slot] ?? 0) - 1;
      if (place < 0) return -1;
      if (this.#hashes[slot] === hash && this.#isAt(place, text)) return place;
    }
  }

  #isAt(place: number, text: string): boolean {
    if (this.texts.lengthAt(place) !== text.length) return false;
    for (let index = 0; index < text.length; index += 1)
      if (this.texts.unitAt(place, index) !== text.charCodeAt(index)) return false;
    return true;
  }

  /** As hashOf the text there, which need not be made for that. */
  #hashAt(place: number): number {
    const length = this.texts.lengthAt(place);
    let hash = FNV_OFFSET;
    for (let index = 0; index < length; index += 1)
      hash = Math.imul(hash ^ this.texts.unitAt(place, index), FNV_PRIME);
    return hash ^ (hash >>> 16);
  }

  #add(place: number): boolean {
    const mask = this.#slots.length - 1;
    const hash = this.#hashAt(place);
    for (let run = 0; run < RUN_MAX; run += 1) {
      const slot = (hash + run) & mask;
      if (this.#slots[slot] !== 0) continue;
      this.#slots[slot] = place + 1;
      this.#hashes[slot] = hash;
      return true;
    }
    return false;
  }
}

/** FNV-1a (draft-eastlake-fnv) of UTF-16 code units, its upper half folded into the lower. */
function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  return hash ^ (hash >>> 16);
}
