import {
  bundlesOf,
  changedTiles,
  edgeTiles,
  formatEntryBundle,
  parseEntryBundle,
  parseTilePath,
  tileNodes,
  tilePath,
  tileWidth,
  type HashTileAddress,
  type TileAddress,
} from '#transparency-log';
import { refusal } from '../../property/transparency-log/refusal.js';

/* Paths of c2sp.org/tlog-tiles and of transparency-dev/tessera (api/layout/paths_test.go). */
describe('the path of a tile', () => {
  const paths: readonly (readonly [string, TileAddress])[] = [
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/0/x001/x234/067.p/89', { level: 0, index: 1_234_067, width: 89 }],
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/0/000.p/255', { level: 0, index: 0, width: 255 }],
    ['tile/1/000', { level: 1, index: 0, width: 256 }],
    ['tile/0/001', { level: 0, index: 1, width: 256 }],
    ['tile/15/x455/667', { level: 15, index: 455_667, width: 256 }],
    ['tile/15/x123/x456/789.p/41', { level: 15, index: 123_456_789, width: 41 }],
    ['tile/63/x999/x999/x999/x999/999', { level: 63, index: 999_999_999_999_999, width: 256 }],
    ['tile/entries/000', { level: 'entries', index: 0, width: 256 }],
    ['tile/entries/000.p/8', { level: 'entries', index: 0, width: 8 }],
    ['tile/entries/255.p/253', { level: 'entries', index: 255, width: 253 }],
    ['tile/entries/x123/x456/789', { level: 'entries', index: 123_456_789, width: 256 }],
  ];
  it.each(paths)('%s is written and read', (path, address) => {
    expect(tilePath(address)).toBe(path);
    expect(parseTilePath(path)).toEqual(address);
  });

  it.each([
    'tile/0/x001/x234/067.p/',
    'tile/0/x001/x234/067.p',
    'tile/0/x001/x234/',
    'tile/0/x001/x234',
    'tile/0/x001/',
    'tile/0/x001',
    'tile/1/x001/.p/abc',
    'tile/64/x001/002',
    'tile/-1/x001/002',
    'tile/abc/x001/002',
    'tile/8/001/002',
    'tile/8/x001/0002',
    'tile/8/x001/-002',
    'tile/8/x001/002.p/256',
    'tile/8/x001/002.p/0',
    'tile/8/x001/002.p/08',
    'tile/63/x999/x999/x999/x999/x999/x999/999.p/255',
    'tile/63/x999/x999/x999/x999/x999/999',
    'tile/00/000',
    'tile/0/x000/067',
    'tile/0/67',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/000\n',
    'tile/entries/../../checkpoint',
    'tile/4/0/001',
    'tile/data/000',
    'checkpoint',
    '',
  ])('%j is refused', (path) => {
    expect(refusal(() => parseTilePath(path))).toBe('tile_path_malformed');
  });
});

describe('the tiles of a tree', () => {
  it('of 70,000 leaves are those the specification counts', () => {
    const full = [...changedTiles(0, 70_000)].filter(({ width }) => width === 256);
    expect(full.filter(({ level }) => level === 0)).toHaveLength(273);
    expect(full.filter(({ level }) => level === 1)).toHaveLength(1);
    expect(edgeTiles(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
  });

  it('of 256 leaves are a full one and, above it, one of width 1', () => {
    expect([...changedTiles(0, 256)].map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
    expect(edgeTiles(256)).toEqual([{ level: 1, index: 0, width: 1 }]);
  });

  it('are of no width where the tree has not come so far', () => {
    expect([tileWidth(0, 273, 70_000), tileWidth(0, 274, 70_000), tileWidth(3, 0, 70_000)]).toEqual([
      112, 0, 0,
    ]);
    expect(edgeTiles(0)).toEqual([]);
  });

  it.each([
    [1, 1, []],
    [100, 101, ['tile/0/000.p/101']],
    [255, 257, ['tile/0/000', 'tile/0/001.p/1', 'tile/1/000.p/1']],
    [256, 262, ['tile/0/001.p/6']],
  ])('that change from %i to %i leaves are few', (oldSize, newSize, paths) => {
    expect([...changedTiles(oldSize, newSize)].map(tilePath)).toEqual(paths);
  });

  /* Which tile holds which node: tessera, api/layout/tile_test.go, read as level, index → level, index. */
  it.each([
    [0, 0, 0, 0],
    [0, 255, 0, 0],
    [0, 256, 0, 1],
    [1, 0, 0, 0],
    [8, 0, 1, 0],
    [9, 127, 1, 0],
    [9, 128, 1, 1],
  ])('hold node %i/%i in tile %i/%i', async (level, index, tileLevel, tileIndex) => {
    const asked: HashTileAddress[] = [];
    const nodes = tileNodes(256 ** 3, (tiles) => {
      asked.push(...tiles);
      return Promise.resolve(tiles.map(() => new Uint8Array(8_192)));
    });
    await nodes([{ level, index }]);
    expect(asked).toEqual([{ level: tileLevel, index: tileIndex, width: 256 }]);
  });
});

/* Tessera: api/layout/paths_test.go and api/state_test.go. */
describe('the bundles of leaves', () => {
  const parts = (begin: number, count: number, size: number): number[][] =>
    [...bundlesOf(begin, begin + count, size)].map((part) => [
      part.index,
      part.width,
      part.first,
      part.count,
    ]);

  it('are read from the first that is asked for to the last there is', () => {
    const large = 2 ** 20;
    expect(parts(10, 1, 5)).toEqual([]);
    expect(parts(1, 0, 2)).toEqual([]);
    expect(parts(3, 100, 5)).toEqual([[0, 5, 3, 2]]);
    expect(parts(0, 256, 257)).toEqual([[0, 256, 0, 256]]);
    expect(parts(20, 90, 111)).toEqual([[0, 111, 20, 90]]);
    expect(parts(20, 90, large)).toEqual([[0, 256, 20, 90]]);
    expect(parts(8 * 256 + 66, 4, large)).toEqual([[8, 256, 66, 4]]);
    expect(parts(2, 4 * 256 + 4, large)).toEqual([
      [0, 256, 2, 254],
      [1, 256, 0, 256],
      [2, 256, 0, 256],
      [3, 256, 0, 256],
      [4, 256, 0, 6],
    ]);
  });

  it.each([
    ['nothing at all', [], 0, 'accepted'],
    ['nothing where a leaf belongs', [], 1, 'entry_bundle_malformed'],
    ['a leaf cut short', [0, 2, 97], 1, 'entry_bundle_malformed'],
    ['a length cut short', [1], 1, 'entry_bundle_malformed'],
    ['empty leaves', [0, 0, 0, 1, 97, 0, 0], 3, 'accepted'],
    ['a leaf too few', [0, 0, 0, 1, 97, 0, 0], 4, 'entry_bundle_malformed'],
    ['257 leaves', new Array<number>(257 * 2).fill(0), 256, 'entry_bundle_malformed'],
  ])('with %s answer as they should', (_, bytes, width, answer) => {
    expect(refusal(() => parseEntryBundle(Uint8Array.from(bytes), width))).toBe(answer);
  });

  it('hold leaves of up to 65,535 bytes', () => {
    const longest = Buffer.alloc(65_535, 7);
    expect(parseEntryBundle(formatEntryBundle([longest]), 1).map((entry) => entry.length)).toEqual([65_535]);
    expect(refusal(() => formatEntryBundle([Buffer.alloc(65_536)]))).toBe('entry_too_large');
  });
});
