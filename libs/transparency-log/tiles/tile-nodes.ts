import { LogFormatError } from '../errors.js';
import { HASH_BYTES, hashNodes, type Hash } from '../merkle/hash.js';
import { type NodeAddress, type NodeReader } from '../merkle/nodes.js';
import { TILE_HEIGHT, TILE_WIDTH, tileWidth, type HashTileAddress } from './address.js';
import { tileHashes } from './tile.js';

/** Where tiles are kept. Answers in the order of asking, with each tile's bytes: as many hashes as asked for, or more. */
export type TileReader = (tiles: readonly HashTileAddress[]) => Promise<readonly Uint8Array[]>;

/**
 * Reads the nodes of a tree of `size` leaves out of its tiles, each tile once. What comes back is what the tiles say:
 * where they are somebody else's, a proof made of it is checked against a signed root before it is believed.
 * Throws `tile_missing` for a node that such a tree has not, `tile_malformed` for bytes that are not the tile.
 */
export const tileNodes = (size: number, readTiles: TileReader): NodeReader =>
  new RememberedTiles(readTiles, 0).nodes(size);

/**
 * Tiles with the nodes inside them, of which the ones that were used last are remembered: at most `tilesMax`, 16 KiB each. A tile only
 * grows at its right end, and a node over hashes that it had never changes; so one that is too narrow for what is asked is read anew,
 * and no other. Whether the tiles were true when they were read, nobody has said: proofs made of them are checked.
 */
export class RememberedTiles {
  readonly #known = new Map<string, NodesOfTile>();

  constructor(
    private readonly readTiles: TileReader,
    private readonly tilesMax: number,
  ) {}

  /** As `tileNodes`. */
  nodes(size: number): NodeReader {
    return async (nodes) => {
      const places = nodes.map((node) => placeOf(node, size));
      const tiles = await this.#tiles(new Map(places.map(({ tile }) => [keyOf(tile), tile])));
      return places.map(({ tile, height, index }) => {
        const found = tiles.get(keyOf(tile));
        if (found === undefined) throw missing(tile);
        return found.node(height, index);
      });
    };
  }

  /** The hashes of a tile, as many as asked for. Throws as `nodes` does. */
  async hashes(tile: HashTileAddress): Promise<Uint8Array> {
    const key = keyOf(tile);
    const found = (await this.#tiles(new Map([[key, tile]]))).get(key);
    if (found === undefined) throw missing(tile);
    return found.hashes(tile.width);
  }

  /** Whatever is asked from now on is read. */
  forget(): void {
    this.#known.clear();
  }

  async #tiles(wanted: ReadonlyMap<string, HashTileAddress>): Promise<Map<string, NodesOfTile>> {
    const tiles = new Map<string, NodesOfTile>();
    const unknown: [string, HashTileAddress][] = [];
    for (const [key, tile] of wanted) {
      const known = this.#known.get(key);
      if (known !== undefined && known.width >= tile.width) tiles.set(key, known);
      else unknown.push([key, tile]);
    }
    const answers = unknown.length === 0 ? [] : await this.readTiles(unknown.map(([, tile]) => tile));
    unknown.forEach(([key, tile], place) => {
      const bytes = answers[place];
      if (bytes !== undefined) tiles.set(key, new NodesOfTile(bytes, tile.width));
    });
    for (const [key, tile] of tiles) this.#remember(key, tile);
    return tiles;
  }

  #remember(key: string, tile: NodesOfTile): void {
    this.#known.delete(key);
    this.#known.set(key, tile);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.tilesMax) return;
      this.#known.delete(oldest);
    }
  }
}

/** The hashes of a tile and all nodes over full subtrees of them, up to the two below its root, which is a hash of the tile above. */
class NodesOfTile {
  readonly width: number;
  /** Height by height, each half as wide as the one below; of a partial tile the right part of each is not set. */
  readonly #nodes = Buffer.allocUnsafe(startOf(TILE_HEIGHT));

  constructor(bytes: Uint8Array, asked: number) {
    tileHashes(bytes, asked);
    this.width = bytes.length / HASH_BYTES;
    this.#nodes.set(bytes);
    for (let height = 1; height < TILE_HEIGHT; height += 1) {
      const count = Math.floor(this.width / 2 ** height);
      hashNodes(this.#nodes, startOf(height - 1), count, this.#nodes, startOf(height));
    }
  }

  /** The node over the `index`-th 2^height hashes, none of which is beyond the width. */
  node(height: number, index: number): Hash {
    const begin = startOf(height) + index * HASH_BYTES;
    return this.#nodes.subarray(begin, begin + HASH_BYTES);
  }

  hashes(width: number): Uint8Array {
    return this.#nodes.subarray(0, width * HASH_BYTES);
  }
}

/** Where the nodes of a height begin: below them are 256 hashes, 128 nodes, 64, … */
function startOf(height: number): number {
  return (2 * TILE_WIDTH - (2 * TILE_WIDTH) / 2 ** height) * HASH_BYTES;
}

const keyOf = ({ level, index }: HashTileAddress): string => `${level}/${index}`;

/** The tile in which a node's hash is, or is worked out, and which node of that height in it. */
function placeOf(node: NodeAddress, size: number): { tile: HashTileAddress; height: number; index: number } {
  const level = Math.floor(node.level / TILE_HEIGHT);
  const height = node.level % TILE_HEIGHT;
  const width = TILE_WIDTH / 2 ** height;
  const index = node.index % width;
  const inLevel = Math.floor(node.index / width);
  const tile = { level, index: inLevel, width: tileWidth(level, inLevel, size) };
  if ((index + 1) * 2 ** height > tile.width) throw missing(tile);
  return { tile, height, index };
}

const missing = ({ level, index }: HashTileAddress): LogFormatError =>
  new LogFormatError('tile_missing', `Tile ${index} of level ${level} is missing, or too narrow.`, {
    level,
    index,
  });
