import {
  GrowingTiles,
  tileNodes,
  tilePath,
  type Hash,
  type NodeReader,
  type Tile,
  type TreeHead,
} from '#transparency-log';

/** A log that was integrated into tiles, in memory. */
export interface WrittenLog {
  readonly tiles: ReadonlyMap<string, Tile>;
  /** Root and size after so many leaves. */
  readonly head: TreeHead;
  readonly nodes: NodeReader;
}

/** Grows a log of these leaf hashes, taking the tiles away every so often as a notary does. */
export function writeLog(leaves: readonly Hash[], batch = 100): WrittenLog {
  const growing = GrowingTiles.empty();
  const tiles = new Map<string, Tile>();
  const take = (): void => {
    for (const tile of [...growing.takeFull(), ...growing.edge()]) tiles.set(tilePath(tile), tile);
  };
  leaves.forEach((leaf, index) => {
    growing.append(leaf);
    if (index % batch === 0) take();
  });
  take();
  return { tiles, head: growing.head(), nodes: nodesOf(tiles, leaves.length) };
}

/** Reads the nodes of the first `size` leaves out of stored tiles; where a partial one is gone, a wider one serves. */
export const nodesOf = (tiles: ReadonlyMap<string, Tile>, size: number): NodeReader =>
  tileNodes(size, (wanted) =>
    Promise.resolve(
      wanted.map((address) => {
        for (let width = address.width; width <= 256; width += 1) {
          const found = tiles.get(tilePath({ ...address, width }));
          if (found !== undefined) return found.hashes;
        }
        return new Uint8Array(0);
      }),
    ),
  );
