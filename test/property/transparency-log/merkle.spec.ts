import fc from 'fast-check';
import {
  changedTiles,
  checkConsistency,
  checkInclusion,
  CompactRange,
  edgeTiles,
  GrowingTiles,
  makeConsistencyProof,
  makeInclusionProof,
  readRoot,
  tilePath,
  type Hash,
} from '#transparency-log';
import { leafHashes, naivePath, naiveRoot, naiveSubproof } from './naive-tree.js';
import { refusal } from './refusal.js';
import { nodesOf, writeLog } from './written-log.js';
import { runs } from '../../runs.js';

const small = leafHashes(40);
const large = leafHashes(1_500);
const smallLog = writeLog(small);
const largeLog = writeLog(large);
/** Hashes as text, which compares much faster and reads better where it differs. */
const hex = (hashes: readonly Hash[]): string[] => hashes.map((hash) => Buffer.from(hash).toString('hex'));
const headOf = (leaves: readonly Hash[], size: number): { size: number; root: Hash } => ({
  size,
  root: naiveRoot(leaves.slice(0, size)),
});

describe('the tree of a log', () => {
  it('has the root that RFC 6962 gives it, at every size on the way', () => {
    const range = CompactRange.empty();
    small.forEach((leaf, index) => {
      expect(range.root()).toEqual(naiveRoot(small.slice(0, index)));
      range.append(leaf);
    });
    expect(range.head()).toEqual(headOf(small, small.length));
  });

  it('comes to the same root from its tiles, whatever tree of the past is asked for', async () => {
    for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 513, 1_024, 1_499, 1_500]) {
      expect(await readRoot(size, nodesOf(largeLog.tiles, size))).toEqual(headOf(large, size).root);
    }
    expect(largeLog.head).toEqual(headOf(large, 1_500));
  });

  it('goes on from its right edge as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 1, max: 600 }), (stop, batch) => {
        const before = writeLog(large.slice(0, stop), batch);
        const edge = edgeTiles(stop).map((tile) => before.tiles.get(tilePath(tile))!.hashes);
        const growing = GrowingTiles.resume(stop, edge);
        const range = CompactRange.resume(stop, growing.peaks());
        for (const leaf of large.slice(stop)) {
          growing.append(leaf);
          range.append(leaf);
        }
        const written = [...growing.takeFull(), ...growing.edge()];
        const changed = [...changedTiles(stop, 1_500)].map(tilePath);
        expect(growing.head()).toEqual(largeLog.head);
        expect(range.head()).toEqual(largeLog.head);
        for (const tile of written) {
          expect(hex([tile.hashes])).toEqual(hex([largeLog.tiles.get(tilePath(tile))!.hashes]));
        }
        expect(written.map(tilePath)).toEqual(expect.arrayContaining(changed));
      }),
      { numRuns: runs({ short: 8, long: 25 }) },
    );
  });
});

describe('a log that stops where a tile becomes full', () => {
  it.each([65_535, 65_536, 65_537])('goes on after %i leaves', (stop) => {
    const leaf = Buffer.alloc(32, 3);
    const range = CompactRange.empty();
    const growing = GrowingTiles.empty();
    for (let size = 0; size < stop; size += 1) {
      range.append(leaf);
      growing.append(leaf);
    }
    const resumed = GrowingTiles.resume(
      stop,
      growing.edge().map(({ hashes }) => hashes),
    );
    for (let more = 0; more < 300; more += 1) {
      range.append(leaf);
      resumed.append(leaf);
    }
    expect(hex([resumed.head().root])).toEqual(hex([range.root()]));
    const level2 = resumed.edge().find(({ level }) => level === 2);
    expect(level2).toMatchObject({ index: 0, width: 1 });
  });
});

describe('a proof that a leaf is in the log', () => {
  it('is the one RFC 6962 describes, for every leaf of every tree', async () => {
    for (let size = 1; size <= small.length; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = await makeInclusionProof(index, size, smallLog.nodes);
        expect(hex(proof)).toEqual(hex(naivePath(index, small.slice(0, size))));
        checkInclusion({ index, hash: small[index]! }, headOf(small, size), proof);
      }
    }
  });

  it('does not hold for another leaf, another place, another tree, or with any bit of it changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_499), fc.nat(1_499), fc.nat(), fc.nat(7), async (a, b, where, bit) => {
        const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
        const head = headOf(large, size);
        const leaf = { index, hash: large[index]! };
        const proof = await makeInclusionProof(index, size, nodesOf(largeLog.tiles, size));
        expect(refusal(() => checkInclusion(leaf, head, proof))).toBe('accepted');

        const other = large[(index + 1) % large.length]!;
        expect(refusal(() => checkInclusion({ index, hash: other }, head, proof))).toBe('root_mismatch');
        expect(refusal(() => checkInclusion({ index: size, hash: leaf.hash }, head, proof))).toBe(
          'index_out_of_range',
        );
        expect(refusal(() => checkInclusion(leaf, head, [...proof, other]))).toBe('proof_length_wrong');
        for (const place of [0, index - 1, index + 1].filter((p) => p >= 0 && p < size && p !== index)) {
          expect(refusal(() => checkInclusion({ index: place, hash: leaf.hash }, head, proof))).toMatch(
            /^(root_mismatch|proof_length_wrong)$/,
          );
        }
        if (proof.length === 0) return;
        expect(refusal(() => checkInclusion(leaf, head, proof.slice(1)))).toBe('proof_length_wrong');
        const bent = proof.map((hash) => Uint8Array.from(hash));
        bent[where % bent.length]![where % 32]! ^= 1 << bit;
        expect(refusal(() => checkInclusion(leaf, head, bent))).toBe('root_mismatch');
      }),
      { numRuns: runs({ short: 30, long: 100 }) },
    );
  });
});

describe('a proof that the log only grew', () => {
  it('is the one RFC 6962 describes, between any two sizes', async () => {
    for (let newSize = 1; newSize <= small.length; newSize += 1) {
      for (let oldSize = 1; oldSize <= newSize; oldSize += 1) {
        const proof = await makeConsistencyProof(oldSize, newSize, smallLog.nodes);
        expect(hex(proof)).toEqual(hex(naiveSubproof(oldSize, small.slice(0, newSize))));
        checkConsistency(headOf(small, oldSize), headOf(small, newSize), proof);
      }
    }
  });

  it('does not exist once any leaf of the past was changed, whatever proof is offered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_499), fc.nat(1_499), fc.nat(), async (a, b, changed) => {
        const [oldSize, newSize] = [Math.min(a, b) + 1, Math.max(a, b) + 1];
        const old = headOf(large, oldSize);
        const forged = large.slice(0, newSize);
        forged[changed % oldSize] = Buffer.alloc(32, 7);
        const forgery = writeLog(forged);
        const honest = await makeConsistencyProof(oldSize, newSize, nodesOf(largeLog.tiles, newSize));
        const made = await makeConsistencyProof(oldSize, newSize, forgery.nodes);
        expect(refusal(() => checkConsistency(old, headOf(large, newSize), honest))).toBe('accepted');
        for (const proof of [honest, made]) {
          expect(refusal(() => checkConsistency(old, forgery.head, proof))).toMatch(
            /^(roots_differ|old_root_mismatch|root_mismatch)$/,
          );
        }
      }),
      { numRuns: runs({ short: 12, long: 40 }) },
    );
  });

  it('is refused with a hash bent, missing, doubled or left over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_498), fc.nat(1_498), fc.nat(), fc.nat(7), async (a, b, where, bit) => {
        const [oldSize, newSize] = [Math.min(a, b) + 1, Math.max(a, b) + 2];
        const [old, young] = [headOf(large, oldSize), headOf(large, newSize)];
        const proof = await makeConsistencyProof(oldSize, newSize, nodesOf(largeLog.tiles, newSize));
        const bent = proof.map((hash) => Uint8Array.from(hash));
        bent[where % bent.length]![where % 32]! ^= 1 << bit;
        expect(refusal(() => checkConsistency(old, young, bent))).toMatch(/root_mismatch$/);
        for (const wrong of [
          proof.slice(1),
          proof.slice(0, -1),
          [...proof, old.root],
          [old.root, ...proof],
        ]) {
          expect(refusal(() => checkConsistency(old, young, wrong))).toBe('proof_length_wrong');
        }
      }),
      { numRuns: runs({ short: 30, long: 100 }) },
    );
  });
});

describe('a log of more leaves than 32 bits can count', () => {
  // All leaves are the same, so the node of a level is known without storing a tree of 2^50 leaves.
  const nodes: Hash[] = [Buffer.alloc(32, 1)];
  for (let level = 1; level <= 53; level += 1) {
    nodes.push(naiveRoot([nodes[level - 1]!, nodes[level - 1]!]));
  }
  const read = (wanted: readonly { level: number }[]): Promise<Hash[]> =>
    Promise.resolve(wanted.map(({ level }) => nodes[level]!));
  const bigSize = fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }).map(Number);

  it('proves its leaves and its growth all the same', async () => {
    await fc.assert(
      fc.asyncProperty(bigSize, bigSize, async (a, b) => {
        const [older, newer] = [Math.min(a, b), Math.max(a, b)];
        const old = { size: older, root: await readRoot(older, read) };
        const young = { size: newer, root: await readRoot(newer, read) };
        const inclusion = await makeInclusionProof(older - 1, newer, read);
        checkInclusion({ index: older - 1, hash: nodes[0]! }, young, inclusion);
        checkConsistency(old, young, await makeConsistencyProof(older, newer, read));
        expect(inclusion.length).toBeLessThanOrEqual(53);
      }),
      { numRuns: runs({ short: 50, long: 200 }) },
    );
  });
});
