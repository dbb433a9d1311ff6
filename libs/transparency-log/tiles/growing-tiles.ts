import { LogFormatError } from '../errors.js';
import { bitAt } from '../merkle/bits.js';
import { CompactRange } from '../merkle/compact-range.js';
import { HASH_BYTES, requireHash, type Hash } from '../merkle/hash.js';
import { isTreeSize, type TreeHead } from '../merkle/tree-head.js';
import { TILE_HEIGHT, TILE_WIDTH, edgeTiles } from './address.js';
import { foldTile, tileHashes, type Tile } from './tile.js';

/** The tile at the right end of a level, being filled. */
interface Filling {
  index: number;
  width: number;
  hashes: Uint8Array;
}

const newTile = (): Uint8Array => new Uint8Array(TILE_WIDTH * HASH_BYTES);

/**
 * A tree that grows leaf by leaf and writes itself as tiles: *integrate*. It keeps only its right edge, one tile a
 * level; tiles that become full are handed out once, by `takeFull`.
 */
export class GrowingTiles {
  #size: number;
  readonly #levels: Filling[];
  #full: Tile[] = [];

  private constructor(size: number, levels: Filling[]) {
    this.#size = size;
    this.#levels = levels;
  }

  static empty(): GrowingTiles {
    return new GrowingTiles(0, []);
  }

  /**
   * Goes on from a tree of `size` leaves, given the bytes of its `edgeTiles(size)` in that order. Bytes of a tile that
   * has grown wider since are cut. Throws `tile_missing`, `tile_malformed`.
   */
  static resume(size: number, edge: readonly Uint8Array[]): GrowingTiles {
    const wanted = isTreeSize(size) ? edgeTiles(size) : [];
    if (!isTreeSize(size) || wanted.length !== edge.length) {
      throw new LogFormatError('tile_missing', `${edge.length} tiles are not the edge of ${size} leaves.`);
    }
    const levels: Filling[] = [];
    for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH)) {
      levels.push({ index: Math.floor(hashes / TILE_WIDTH), width: hashes % TILE_WIDTH, hashes: newTile() });
    }
    wanted.forEach(({ level, width }, at) => {
      levels[level]?.hashes.set(tileHashes(edge[at] as Uint8Array, width));
    });
    return new GrowingTiles(size, levels);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds one leaf by its hash, 32 bytes, which is copied. Throws `hash_malformed`. */
  append(leafHash: Hash): void {
    this.#put(0, requireHash(leafHash));
    this.#size += 1;
  }

  #put(level: number, hash: Hash): void {
    const filling = (this.#levels[level] ??= { index: 0, width: 0, hashes: newTile() });
    filling.hashes.set(hash, filling.width * HASH_BYTES);
    filling.width += 1;
    if (filling.width < TILE_WIDTH) return;
    const { index, hashes } = filling;
    this.#full.push({ level, index, width: TILE_WIDTH, hashes });
    this.#levels[level] = { index: index + 1, width: 0, hashes: newTile() };
    this.#put(level + 1, foldTile(hashes, 0, TILE_WIDTH));
  }

  /** The tiles that became full since the last call, children before parents. They are not kept: take them once a batch. */
  takeFull(): Tile[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** The partial tiles along the right edge as they are now, a copy of each. */
  edge(): Tile[] {
    return edgeTiles(this.#size).map(({ level, index, width }) => {
      const { hashes } = this.#levels[level] as Filling;
      return { level, index, width, hashes: hashes.slice(0, width * HASH_BYTES) };
    });
  }

  /** The hashes of the full subtrees that make up the tree, from left to right. */
  peaks(): Hash[] {
    const peaks: Hash[] = [];
    for (const { hashes, width } of [...this.#levels].reverse()) {
      let first = 0;
      for (let place = TILE_HEIGHT - 1; place >= 0; place -= 1) {
        if (bitAt(width, place) === 0) continue;
        // A single hash is a view of the tile being filled; a full tile is never written again, a partial one only
        // further right, so the view stays what it is.
        peaks.push(foldTile(hashes, first, 2 ** place));
        first += 2 ** place;
      }
    }
    return peaks;
  }

  /** Size and root as they are now; worked out in under a millisecond, so once a batch rather than once a leaf. */
  head(): TreeHead {
    return CompactRange.resume(this.#size, this.peaks()).head();
  }
}
