import { LogFormatError } from '../errors.js';
import { type Hash } from '../merkle/hash.js';
import { type NodeAddress, type NodeReader } from '../merkle/nodes.js';
import { TILE_HEIGHT, TILE_WIDTH, tilePath, tileWidth, type HashTileAddress } from './address.js';
import { foldTile, tileHashes } from './tile.js';

/** Where tiles are kept. Answers in the order of asking, with each tile's bytes: as many hashes as asked for, or more. */
export type TileReader = (tiles: readonly HashTileAddress[]) => Promise<readonly Uint8Array[]>;

/**
 * Reads the nodes of a tree of `size` leaves out of its tiles, each tile once. What comes back is what the tiles say:
 * where they are somebody else's, a proof made of it is checked against a signed root before it is believed.
 * Throws `tile_missing` for a node that such a tree has not, `tile_malformed` for bytes that are not the tile.
 */
export function tileNodes(size: number, readTiles: TileReader): NodeReader {
  return async (nodes) => {
    const places = nodes.map((node) => placeOf(node, size));
    const wanted = new Map(places.map(({ tile }) => [tilePath(tile), tile]));
    const answers = await readTiles([...wanted.values()]);
    const bytes = new Map([...wanted.keys()].map((path, at) => [path, answers[at]]));
    return places.map(({ tile, first, count }): Hash => {
      const found = bytes.get(tilePath(tile));
      if (found === undefined) throw missing(tile);
      return foldTile(tileHashes(found, tile.width), first, count);
    });
  };
}

/** The tile that holds a node's hash, or the neighbouring hashes that it is worked out of. */
function placeOf(node: NodeAddress, size: number): { tile: HashTileAddress; first: number; count: number } {
  const level = Math.floor(node.level / TILE_HEIGHT);
  const count = 2 ** (node.level % TILE_HEIGHT);
  const row = node.index * count;
  const index = Math.floor(row / TILE_WIDTH);
  const first = row % TILE_WIDTH;
  const tile = { level, index, width: tileWidth(level, index, size) };
  if (first + count > tile.width) throw missing(tile);
  return { tile, first, count };
}

const missing = ({ level, index }: HashTileAddress): LogFormatError =>
  new LogFormatError('tile_missing', `Tile ${index} of level ${level} is missing, or too narrow.`, {
    level,
    index,
  });
