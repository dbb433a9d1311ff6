import fc from 'fast-check';
import { formatEntryBundle, GrowingTiles, hashLeaf, TILE_WIDTH } from '#transparency-log';
import type { EventLeaf } from '#event-store';
import { grow, type Growth } from './growth.js';
import { runs } from '../../../test/runs.js';

/** Small leaves, all different, of a store whose positions have gaps. */
const leafOf = (index: number): Uint8Array => Buffer.from(`leaf ${index}`);
const positionOf = (index: number): bigint => BigInt(index * 7 + 3);
const eventAt = (index: number): EventLeaf => ({ position: positionOf(index), bytes: leafOf(index) });

/** What pieces make when they are laid one after the other; throws where one does not begin where the other ended. */
function laid(
  pieces: readonly { readonly name: string; readonly first: number; readonly bytes: Uint8Array }[],
  unit: number,
) {
  const whole = new Map<string, Buffer>();
  for (const { name, first, bytes } of pieces) {
    const before = whole.get(name) ?? Buffer.alloc(0);
    if (unit > 0 && before.length !== first * unit) throw new Error(`${name} has a gap at ${first}`);
    whole.set(name, Buffer.concat([before, bytes]));
  }
  return whole;
}

describe('the growth of a tree', () => {
  it('adds up to the same tiles and bundles, however its leaves are cut into batches', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 4 }), (batches) => {
        const tree = GrowingTiles.empty();
        const growths: Growth[] = [];
        let size = 0;
        for (const count of batches) {
          growths.push(
            grow(tree, [
              eventAt(size),
              ...Array.from({ length: count - 1 }, (_, place) => eventAt(size + 1 + place)),
            ]),
          );
          size += count;
        }
        const whole = GrowingTiles.empty();
        const leaves = Array.from({ length: size }, (_, index) => leafOf(index));
        for (const leaf of leaves) whole.append(hashLeaf(leaf));

        const tiles = laid(
          growths.flatMap((one) =>
            one.tiles.map((piece) => ({ ...piece, name: `${piece.level}/${piece.index}` })),
          ),
          32,
        );
        const expected = [...whole.takeFull(), ...whole.edge()];
        expect(tiles).toEqual(
          new Map(expected.map(({ level, index, hashes }) => [`${level}/${index}`, Buffer.from(hashes)])),
        );

        const bundles = laid(
          growths.flatMap((one) => one.entries.map((piece) => ({ ...piece, name: String(piece.index) }))),
          0,
        );
        for (const [index, bytes] of bundles) {
          const begin = Number(index) * TILE_WIDTH;
          expect(bytes).toEqual(Buffer.from(formatEntryBundle(leaves.slice(begin, begin + TILE_WIDTH))));
        }
        expect(growths.at(-1)!.head).toEqual(whole.head());
        expect(growths.at(-1)!.position).toBe(positionOf(size - 1));
        for (const { index, first, position } of growths.flatMap(({ entries }) => entries)) {
          expect(position).toBe(positionOf(index * TILE_WIDTH + first));
        }
      }),
      { numRuns: runs({ short: 5, long: 15 }) },
    );
  });
});
