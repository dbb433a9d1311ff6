import fc from 'fast-check';
import {
  GrowingTiles,
  makeInclusionProof,
  RememberedTiles,
  tileNodes,
  tilePath,
  type Hash,
  type HashTileAddress,
  type TileReader,
} from '#transparency-log';
import { leafHashes } from './naive-tree.js';
import { runs } from '../../runs.js';

const LEAVES = 1_200;

/** Every tile as it was at every size of a log, and the paths of those that were read. */
class Past {
  readonly read: string[] = [];
  private readonly tiles = new Map<string, Uint8Array>();

  constructor() {
    const growing = GrowingTiles.empty();
    for (const leaf of leafHashes(LEAVES)) {
      growing.append(leaf);
      for (const tile of [...growing.takeFull(), ...growing.edge()])
        this.tiles.set(tilePath(tile), tile.hashes);
    }
  }

  readonly reader: TileReader = (asked) => {
    this.read.push(...asked.map(tilePath));
    return Promise.resolve(asked.map((tile) => this.tiles.get(tilePath(tile))!));
  };
}

const past = new Past();
const hex = (hashes: readonly Hash[]): string[] => hashes.map((hash) => Buffer.from(hash).toString('hex'));
const readBy = async (work: () => Promise<unknown>): Promise<string[]> => {
  past.read.length = 0;
  await work();
  return [...past.read].sort();
};

describe('tiles that are remembered', () => {
  it('make the proofs that tiles read at the time make, however the log has grown since, and for every earlier size', async () => {
    const place = fc
      .integer({ min: 1, max: LEAVES })
      .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { minLength: 2, maxLength: 12 }),
        fc.constantFrom(0, 1, 3, 100),
        async (places, tilesMax) => {
          const remembered = new RememberedTiles(past.reader, tilesMax);
          for (const { size, index } of places) {
            const proof = await makeInclusionProof(index, size, remembered.nodes(size));
            expect(hex(proof)).toEqual(
              hex(await makeInclusionProof(index, size, tileNodes(size, past.reader))),
            );
          }
        },
      ),
      { numRuns: runs({ short: 25, long: 100 }) },
    );
  });

  it('are read once where they are full, and anew where they are asked for wider than they were', async () => {
    const remembered = new RememberedTiles(past.reader, 100);
    const prove = (index: number, size: number) => () =>
      makeInclusionProof(index, size, remembered.nodes(size));
    expect(await readBy(prove(7, 600))).toEqual(['tile/0/000', 'tile/0/002.p/88', 'tile/1/000.p/2']);
    expect(await readBy(prove(9, 600))).toEqual([]);
    expect(await readBy(prove(9, 601))).toEqual(['tile/0/002.p/89']);
    expect(await readBy(prove(9, 580))).toEqual([]);
    expect(await readBy(prove(9, 800))).toEqual(['tile/0/003.p/32', 'tile/1/000.p/3']);
    const hashes = remembered.hashes({ level: 0, index: 2, width: 88 });
    expect(await hashes).toEqual(Buffer.concat(leafHashes(600).slice(512)));
    remembered.forget();
    expect(await readBy(prove(9, 800))).toHaveLength(3);
  });

  it('are as many as allowed: the one that was not used for longest goes first', async () => {
    const remembered = new RememberedTiles(past.reader, 2);
    const tile = (index: number): HashTileAddress => ({ level: 0, index, width: 256 });
    const read: string[][] = [];
    for (const index of [0, 1, 0, 2, 0, 1]) read.push(await readBy(() => remembered.hashes(tile(index))));
    expect(read).toEqual([['tile/0/000'], ['tile/0/001'], [], ['tile/0/002'], [], ['tile/0/001']]);
  });
});
