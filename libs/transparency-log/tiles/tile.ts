import { LogFormatError } from '../errors.js';
import { HASH_BYTES, hashNodes, type Hash } from '../merkle/hash.js';
import { TILE_WIDTH, type HashTileAddress } from './address.js';

/** A tile of hashes: its address and its bytes, 32 a hash. */
export interface Tile extends HashTileAddress {
  readonly hashes: Uint8Array;
}

/**
 * The first `width` hashes of a tile's bytes, without a copy. A tile only grows at its right end, so a wider one serves
 * for a narrower one, as the protocol allows. Throws `tile_malformed` for bytes that are no whole number of hashes,
 * too few or too many.
 */
export function tileHashes(bytes: Uint8Array, width: number): Uint8Array {
  const hashes = bytes.length / HASH_BYTES;
  if (!Number.isInteger(hashes) || hashes < width || hashes > TILE_WIDTH) {
    throw new LogFormatError('tile_malformed', `${bytes.length} bytes are no tile of ${width} hashes.`, {
      bytes: bytes.length,
      width,
    });
  }
  return bytes.subarray(0, width * HASH_BYTES);
}

const folding = Buffer.alloc((TILE_WIDTH / 2) * HASH_BYTES);

/** The root over 2^n neighbouring hashes of a tile, from the one at `first` on; the hash itself where n is 0. */
export function foldTile(hashes: Uint8Array, first: number, count: number): Hash {
  const own = hashes.subarray(first * HASH_BYTES, (first + count) * HASH_BYTES);
  if (count === 1) return own;
  let nodes = count / 2;
  hashNodes(Buffer.from(own.buffer, own.byteOffset, own.length), 0, nodes, folding, 0);
  for (; nodes > 1; nodes /= 2) hashNodes(folding, 0, nodes / 2, folding, 0);
  return Buffer.from(folding.subarray(0, HASH_BYTES));
}
