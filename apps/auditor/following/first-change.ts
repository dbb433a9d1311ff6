import {
  CompactRange,
  HASH_BYTES,
  hashLeaf,
  isLogError,
  sameHash,
  TILE_WIDTH,
  tileHashes,
  tileWidth,
} from '#transparency-log';
import type { OwnCopy } from '../copy/own-copy.js';
import { CouldNotCheck } from '../finding.js';
import type { ServedLog } from '../log/served-log.js';
import { leafInWords } from './leaf-in-words.js';

/**
 * Where the served log of `size` events first differs from the own leaves, as a sentence with a space before it; empty where that cannot be told. Full
 * tiles are compared by the one hash that stands for each in the level above, so few of them are fetched.
 */
export async function firstChange(size: number, copy: OwnCopy, log: ServedLog): Promise<string> {
  try {
    return await search(size, copy, log);
  } catch (error) {
    // The finding itself stands; the operator need not help to say where.
    if (error instanceof CouldNotCheck || isLogError(error)) return '';
    throw error;
  }
}

async function search(size: number, copy: OwnCopy, log: ServedLog): Promise<string> {
  let tile: Uint8Array[] = [];
  let index = 0;
  const levelAbove = new Map<number, Uint8Array>();
  const look = async (): Promise<string | undefined> => {
    if (tile.length === TILE_WIDTH && (await isSameTile(tile, index, size, levelAbove, log)))
      return undefined;
    const width = Math.min(TILE_WIDTH, tileWidth(0, index, size));
    const served = tileHashes(await log.tile({ level: 0, index, width }), width);
    const at = tile.findIndex((leaf, place) => !sameHash(hashLeaf(leaf), hashAt(served, place)));
    return at < 0 ? undefined : changed(index * TILE_WIDTH + at, tile[at] as Uint8Array);
  };
  for await (const leaves of copy.leaves()) {
    for (const leaf of leaves) {
      tile.push(Buffer.from(leaf));
      if (tile.length < TILE_WIDTH) continue;
      const found = await look();
      if (found !== undefined) return found;
      tile = [];
      index += 1;
    }
  }
  return tile.length === 0 ? '' : ((await look()) ?? '');
}

async function isSameTile(
  tile: readonly Uint8Array[],
  index: number,
  size: number,
  levelAbove: Map<number, Uint8Array>,
  log: ServedLog,
): Promise<boolean> {
  const above = Math.floor(index / TILE_WIDTH);
  const width = tileWidth(1, above, size);
  const served =
    levelAbove.get(above) ?? tileHashes(await log.tile({ level: 1, index: above, width }), width);
  levelAbove.set(above, served);
  const range = CompactRange.empty();
  for (const leaf of tile) range.append(hashLeaf(leaf));
  return sameHash(range.root(), hashAt(served, index % TILE_WIDTH));
}

const hashAt = (tile: Uint8Array, place: number): Uint8Array =>
  tile.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);

const changed = (index: number, leaf: Uint8Array): string =>
  ` The first that is different is event ${index + 1}; you were shown ${leafInWords(leaf)} there.`;
