import {
  bundlesOf,
  formatEntryBundle,
  type GrowingTiles,
  HASH_BYTES,
  hashLeaf,
  tileWidth,
  type TreeHead,
} from '#transparency-log';

/** Hashes that are added to a tile, from its hash `first` on. */
export interface TilePiece {
  readonly level: number;
  readonly index: number;
  readonly first: number;
  readonly bytes: Uint8Array;
}

/** Leaves that are added to an entry bundle, from its entry `first` on, each with its length before it. */
export interface EntryPiece {
  readonly index: number;
  readonly first: number;
  readonly bytes: Uint8Array;
}

/** What some more leaves add to a tree. */
export interface Growth {
  /** How many leaves the tree had. */
  readonly from: number;
  /** What it is with them. */
  readonly head: TreeHead;
  readonly tiles: readonly TilePiece[];
  readonly entries: readonly EntryPiece[];
}

/** *Integrate*, worked out: lets the tree grow by these leaves and tells what that adds to its tiles and bundles. */
export function grow(tree: GrowingTiles, leaves: readonly Uint8Array[]): Growth {
  const from = tree.size;
  for (const leaf of leaves) tree.append(hashLeaf(leaf));
  const changed = [...tree.takeFull(), ...tree.edge()];
  const tiles = changed.flatMap(({ level, index, width, hashes }) => {
    const first = tileWidth(level, index, from);
    return first < width ? [{ level, index, first, bytes: hashes.subarray(first * HASH_BYTES) }] : [];
  });
  return { from, head: tree.head(), tiles, entries: entryPieces(from, leaves) };
}

/** A bundle is the plain sequence of its entries, so what is added to it is their bundle. */
function entryPieces(from: number, leaves: readonly Uint8Array[]): EntryPiece[] {
  let taken = 0;
  return [...bundlesOf(from, from + leaves.length, from + leaves.length)].map(({ index, first, count }) => {
    const bytes = formatEntryBundle(leaves.slice(taken, taken + count));
    taken += count;
    return { index, first, bytes };
  });
}
