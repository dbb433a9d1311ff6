import {
  edgeTiles,
  GrowingTiles,
  type HashTileAddress,
  isLogError,
  LogFormatError,
  sameHash,
  tileHashes,
  type TileReader,
  type TreeHead,
} from '#transparency-log';
import type { Queries } from '../running/transaction.js';

/** The tree as it was integrated last, signed or not. */
export interface IntegratedTree extends TreeHead {
  /** Of the event of its last leaf, in the store; 0 where there is none. */
  readonly position: bigint;
}

export async function readTreeHead(queries: Queries): Promise<IntegratedTree> {
  const { rows } = await queries.query<{ size: string; root: Buffer; position: string }>(
    'SELECT size, root, position FROM transparency_log.tree',
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the row of the tree is missing');
  return { size: Number(row.size), root: row.root, position: BigInt(row.position) };
}

const TILES = {
  name: 'transparency_log_tiles',
  text: `SELECT asked.ordinal, string_agg(piece.hashes, ''::bytea ORDER BY piece.first) AS hashes
    FROM unnest($1::smallint[], $2::bigint[], $3::smallint[]) WITH ORDINALITY AS asked (level, tile, width, ordinal)
    JOIN transparency_log.tile_pieces piece USING (level, tile)
    WHERE piece.first < asked.width
    GROUP BY asked.ordinal`,
};

/** Most often it is one, and then without arrays: with them the planner keeps no plan, and planning takes longer than reading a tile. */
const TILE = {
  name: 'transparency_log_tile',
  text: `SELECT 1 AS ordinal, string_agg(hashes, ''::bytea ORDER BY first) AS hashes
    FROM transparency_log.tile_pieces WHERE level = $1 AND tile = $2 AND first < $3
    HAVING count(*) > 0`,
};

/**
 * Reads tiles of hashes, all in one statement. A tile that has grown since is given as wide as asked for. Needs no snapshot: what is
 * in a tile never changes. Rejects with `tile_missing` where one is not there, or not so far.
 */
export function tileReader(queries: Queries): TileReader {
  return async (tiles) => {
    if (tiles.length === 0) return [];
    const columns = [
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ width }) => width),
    ];
    const { rows } = await queries.query<{ ordinal: string | number; hashes: Buffer }>(
      tiles.length === 1 ? { ...TILE, values: columns.map(([only]) => only) } : { ...TILES, values: columns },
    );
    const found = new Map(rows.map(({ ordinal, hashes }) => [Number(ordinal), hashes]));
    return tiles.map((tile, place) => found.get(place + 1) ?? missing(tile));
  };
}

function missing({ level, index }: HashTileAddress): never {
  throw new LogFormatError('tile_missing', `Tile ${index} of level ${level} is not there.`, { level, index });
}

/** The tiles do not make the root that was written with them: somebody has changed them. */
export class TreeBroken extends Error {
  override readonly name = 'TreeBroken';
}

/** The tree as it stands, with its right edge in memory, ready to grow. Rejects with TreeBroken. */
export async function resumeTree(
  queries: Queries,
): Promise<{ readonly tree: GrowingTiles; readonly position: bigint }> {
  const { size, root, position } = await readTreeHead(queries);
  const tree = GrowingTiles.resume(size, await readEdge(queries, size));
  if (!sameHash(tree.head().root, root)) {
    throw new TreeBroken(
      `The tiles at the edge of ${size} leaves do not make the root that was written with them.`,
    );
  }
  return { tree, position };
}

async function readEdge(queries: Queries, size: number): Promise<readonly Uint8Array[]> {
  try {
    const edge = edgeTiles(size);
    const tiles = await tileReader(queries)(edge);
    return tiles.map((bytes, place) => tileHashes(bytes, edge[place]?.width ?? 0));
  } catch (error) {
    if (isLogError(error)) throw new TreeBroken(error.message, { cause: error });
    throw error;
  }
}
