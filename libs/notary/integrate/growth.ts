import {
  bundlesOf,
  formatEntryBundle,
  type GrowingTiles,
  HASH_BYTES,
  hashLeaf,
  tileWidth,
  type TreeHead,
} from '#transparency-log';
import type { EventLeaf } from '#event-store';

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
  /** Of its first event, in the store. */
  readonly position: bigint;
  readonly bytes: Uint8Array;
}

/** What some more leaves add to a tree. */
export interface Growth {
  /** How many leaves the tree had. */
  readonly from: number;
  /** What it is with them. */
  readonly head: TreeHead;
  /** Of the last of these leaves' events, in the store. */
  readonly position: bigint;
  readonly tiles: readonly TilePiece[];
  readonly entries: readonly EntryPiece[];
}

/** *Integrate*, worked out: lets the tree grow by these leaves, one at least, and tells what that adds to its tiles and bundles. */
export function grow(tree: GrowingTiles, leaves: readonly [EventLeaf, ...EventLeaf[]]): Growth {
  const from = tree.size;
  for (const leaf of leaves) tree.append(hashLeaf(leaf.bytes));
  const changed = [...tree.takeFull(), ...tree.edge()];
  const tiles = changed.flatMap(({ level, index, width, hashes }) => {
    const first = tileWidth(level, index, from);
    return first < width ? [{ level, index, first, bytes: hashes.subarray(first * HASH_BYTES) }] : [];
  });
  const last = leaves.at(-1) ?? leaves[0];
  return { from, head: tree.head(), position: last.position, tiles, entries: entryPieces(from, leaves) };
}

/** A bundle is the plain sequence of its entries, so what is added to it is their bundle. */
function entryPieces(from: number, leaves: readonly EventLeaf[]): EntryPiece[] {
  let taken = 0;
  const end = from + leaves.length;
  return [...bundlesOf(from, end, end)].map(({ index, first, count }) => {
    const part = leaves.slice(taken, taken + count);
    taken += count;
    const bytes = formatEntryBundle(part.map((leaf) => leaf.bytes));
    return { index, first, position: part[0]?.position ?? 0n, bytes };
  });
}
