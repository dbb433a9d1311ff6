import { LogFormatError } from '../errors.js';
import { parseDecimal } from '../encoding/decimal.js';
import { withoutLowBits } from '../merkle/bits.js';

/** Hashes or entries in a full tile (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

/** Levels of the tree between two levels of tiles: 2^8 = 256. */
export const TILE_HEIGHT = 8;

/** A tile of hashes: of leaves at level 0, at every level above of the full tiles below. */
export interface HashTileAddress {
  /** 0 to 63. */
  readonly level: number;
  /** Its place in its level, from 0. */
  readonly index: number;
  /** How many hashes it holds, 1 to 256; below 256 it is partial: the right edge of a tree. */
  readonly width: number;
}

/** A bundle of leaves, numbered as the tile of their hashes. */
export interface BundleAddress {
  readonly level: 'entries';
  readonly index: number;
  readonly width: number;
}

export type TileAddress = HashTileAddress | BundleAddress;

// Six groups of three digits are more than 2^53 / 256 needs.
const pathPattern =
  /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** The path below a log's address, e.g. `tile/0/x001/x234/067` or `tile/entries/273.p/112` (C2SP tlog-tiles). */
export function tilePath({ level, index, width }: TileAddress): string {
  return `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The tile of a path, in its one spelling: no leading slash, no needless group of zeroes. Throws `tile_path_malformed`. */
export function parseTilePath(path: string): TileAddress {
  const [, level, groups, partial] = pathPattern.exec(path) ?? [];
  if (level === undefined || groups === undefined) throw malformed();
  const index = Number(groups.replace(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : parseDecimal(partial);
  if (!Number.isSafeInteger(index) || (partial !== undefined && width >= TILE_WIDTH)) throw malformed();
  const address: TileAddress =
    level === 'entries' ? { level, index, width } : { level: parseDecimal(level), index, width };
  if (tilePath(address) !== path) throw malformed();
  return address;
}

function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
}

const malformed = (): LogFormatError =>
  new LogFormatError('tile_path_malformed', 'This is not the path of a tile.');

/** How wide this tile is in a tree of `size` leaves: 0 where the tree has not come so far, 256 where it is full. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashesInLevel = withoutLowBits(size, TILE_HEIGHT * level);
  return Math.min(TILE_WIDTH, Math.max(0, hashesInLevel - index * TILE_WIDTH));
}

/** The partial tiles along the right edge of a tree, from level 0 up: all that is needed to go on growing it. */
export function edgeTiles(size: number): HashTileAddress[] {
  const tiles: HashTileAddress[] = [];
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const width = hashes % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  return tiles;
}

/** Every tile of hashes in which the tree of `newSize` leaves differs from that of `oldSize`, level by level. */
export function* changedTiles(oldSize: number, newSize: number): Generator<HashTileAddress> {
  for (let level = 0; withoutLowBits(newSize, TILE_HEIGHT * level) > 0; level += 1) {
    const oldHashes = withoutLowBits(oldSize, TILE_HEIGHT * level);
    const newHashes = withoutLowBits(newSize, TILE_HEIGHT * level);
    if (oldHashes === newHashes) continue;
    for (let index = Math.floor(oldHashes / TILE_WIDTH); index * TILE_WIDTH < newHashes; index += 1) {
      yield { level, index, width: tileWidth(level, index, newSize) };
    }
  }
}
