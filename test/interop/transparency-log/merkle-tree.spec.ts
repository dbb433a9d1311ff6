import {
  CompactRange,
  checkConsistency,
  checkInclusion,
  emptyRoot,
  hashLeaf,
  makeConsistencyProof,
  makeInclusionProof,
  readRoot,
  type Hash,
  type NodeAddress,
} from '#transparency-log';
import { refusal, refusalOf } from '../../property/transparency-log/refusal.js';

/*
 * The eight reference leaves of Certificate Transparency and what is known of their tree, as published in
 * github.com/transparency-dev/merkle (rfc6962, testonly, proof, testdata) after RFC 6962.
 */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const leafHashes = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
  '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
  'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658',
  'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  '46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
/** Inner nodes by level and index; those of level 0 are the leaf hashes. */
const inner: Record<string, string> = {
  '1/0': 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  '1/1': '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '1/2': '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  '1/3': 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  '2/0': 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '2/1': '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  '3/0': '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
};
const inclusionProofs = [
  { index: 0, size: 1, proof: [] },
  { index: 0, size: 8, proof: [leafHashes[1], inner['1/1'], inner['2/1']] },
  { index: 5, size: 8, proof: [leafHashes[4], inner['1/3'], inner['2/0']] },
  { index: 2, size: 3, proof: [inner['1/0']] },
  { index: 1, size: 5, proof: [leafHashes[0], inner['1/1'], leafHashes[4]] },
];
const consistencyProofs = [
  { oldSize: 1, newSize: 1, proof: [] },
  { oldSize: 1, newSize: 8, proof: [leafHashes[1], inner['1/1'], inner['2/1']] },
  { oldSize: 6, newSize: 8, proof: [inner['1/2'], inner['1/3'], inner['2/0']] },
  { oldSize: 2, newSize: 5, proof: [inner['1/1'], leafHashes[4]] },
  { oldSize: 6, newSize: 7, proof: [inner['1/2'], leafHashes[6], inner['2/0']] },
];

const bytes = (hex: string | undefined): Buffer => Buffer.from(hex ?? '', 'hex');
const hex = (hashes: readonly Hash[]): string[] => hashes.map((hash) => Buffer.from(hash).toString('hex'));
const head = (size: number): { size: number; root: Hash } => ({ size, root: bytes(roots[size]) });
const read = (nodes: readonly NodeAddress[]): Promise<Hash[]> =>
  Promise.resolve(
    nodes.map(({ level, index }) => bytes(level === 0 ? leafHashes[index] : inner[`${level}/${index}`])),
  );

describe('the reference leaves of Certificate Transparency', () => {
  it('have the published hashes', () => {
    expect(hex(leaves.map((leaf) => hashLeaf(bytes(leaf))))).toEqual(leafHashes);
    expect(hex([emptyRoot(), hashLeaf(Buffer.from('L123456'))])).toEqual([
      roots[0],
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    ]);
  });

  it('have the published root after each of them, grown or read from its nodes', async () => {
    const range = CompactRange.empty();
    for (let size = 0; size <= 8; size += 1) {
      expect(hex([range.root(), await readRoot(size, read)])).toEqual([roots[size], roots[size]]);
      if (size < 8) range.append(bytes(leafHashes[size]));
    }
  });

  it.each(inclusionProofs)(
    'have the published proof of leaf $index in $size',
    async ({ index, size, proof }) => {
      expect(hex(await makeInclusionProof(index, size, read))).toEqual(proof);
      checkInclusion({ index, hash: bytes(leafHashes[index]) }, head(size), proof.map(bytes));
    },
  );

  it.each(consistencyProofs)(
    'have the published proof of growth from $oldSize to $newSize',
    async (growth) => {
      expect(hex(await makeConsistencyProof(growth.oldSize, growth.newSize, read))).toEqual(growth.proof);
      checkConsistency(head(growth.oldSize), head(growth.newSize), growth.proof.map(bytes));
    },
  );
});

/* The kinds of damage are those of testdata/inclusion and testdata/consistency, done here to every proof there is. */
const changedBit = (hash: Hash): Hash => Buffer.from(hash).map((byte, at) => (at === 0 ? byte ^ 0x10 : byte));

function damagedProofs(proof: readonly Hash[], root: Hash): (readonly Hash[])[] {
  const garbage = new Uint8Array(0);
  return [
    [garbage, ...proof],
    [...proof, garbage],
    [root, ...proof],
    [...proof, root],
    ...proof.map((_, at) => proof.filter((_, other) => other !== at)),
    ...proof.map((_, at) => proof.map((hash, other) => (other === at ? changedBit(hash) : hash))),
  ];
}

describe('a damaged proof of a reference leaf', () => {
  it.each(inclusionProofs)('is refused: leaf $index of $size', ({ index, size, proof }) => {
    const hashes = proof.map(bytes);
    const leaf = { index, hash: bytes(leafHashes[index]) };
    const wrong = [
      ...damagedProofs(hashes, head(size).root).map(
        (damaged) => () => checkInclusion(leaf, head(size), damaged),
      ),
      ...[index + 2, index - 1, index ^ 2, size, -1, 0.5, 2 ** 64 - 1].map(
        (place) => () => checkInclusion({ ...leaf, index: place }, head(size), hashes),
      ),
      ...[size * 2, Math.floor(size / 2)].map(
        (other) => () => checkInclusion(leaf, { ...head(size), size: other }, hashes),
      ),
      ...[new Uint8Array(0), emptyRoot(), changedBit(head(size).root)].map(
        (root) => () => checkInclusion(leaf, { size, root }, hashes),
      ),
      ...[new Uint8Array(0), bytes(leafHashes[7])].map(
        (hash) => () => checkInclusion({ index, hash }, head(size), hashes),
      ),
    ];
    for (const check of wrong) {
      expect(refusal(check)).toMatch(
        /^(index_out_of_range|proof_length_wrong|root_mismatch|hash_malformed)$/,
      );
    }
  });

  it.each(consistencyProofs.slice(1))('is refused: growth from $oldSize to $newSize', (growth) => {
    const [older, newer] = [head(growth.oldSize), head(growth.newSize)];
    const proof = growth.proof.map(bytes);
    const wrong = [
      ...damagedProofs(proof, older.root).map((damaged) => () => checkConsistency(older, newer, damaged)),
      ...[older.size ^ 2, older.size + 1, older.size - 1, newer.size + 1].map(
        (size) => () => checkConsistency({ ...older, size }, newer, proof),
      ),
      ...[newer.size * 2, Math.floor(newer.size / 2), 0, -1].map(
        (size) => () => checkConsistency(older, { ...newer, size }, proof),
      ),
      () => checkConsistency(older, newer, []),
      () => checkConsistency({ ...older, root: newer.root }, { ...newer, root: older.root }, proof),
      () => checkConsistency({ ...older, root: emptyRoot() }, newer, proof),
      () => checkConsistency(older, { ...newer, root: emptyRoot() }, proof),
    ];
    for (const check of wrong) expect(refusal(check)).not.toBe('accepted');
  });

  it('is refused where the sizes leave nothing to prove, or cannot be', async () => {
    const [empty, one] = [head(0), head(1)];
    const other = Buffer.alloc(32, 1);
    expect(refusal(() => checkConsistency(empty, empty, []))).toBe('accepted');
    expect(refusal(() => checkConsistency(empty, one, []))).toBe('accepted');
    expect(refusal(() => checkConsistency(empty, one, [empty.root]))).toBe('proof_length_wrong');
    expect(refusal(() => checkConsistency(empty, empty, [empty.root]))).toBe('proof_length_wrong');
    expect(refusal(() => checkConsistency(one, one, [empty.root]))).toBe('proof_length_wrong');
    expect(refusal(() => checkConsistency(one, { size: 1, root: other }, []))).toBe('roots_differ');
    expect(refusal(() => checkConsistency({ size: 0, root: other }, one, []))).toBe('empty_root_wrong');
    expect(refusal(() => checkConsistency(one, empty, []))).toBe('sizes_out_of_order');
    expect(await refusalOf(makeInclusionProof(8, 8, read))).toBe('index_out_of_range');
    expect(await refusalOf(makeInclusionProof(0, 0, read))).toBe('index_out_of_range');
    expect(await refusalOf(makeConsistencyProof(9, 8, read))).toBe('sizes_out_of_order');
  });
});

/* Which nodes a proof asks for, from proof/proof_test.go; `level/index`. */
describe('a proof asks for full subtrees only', () => {
  const asked = async (
    make: (read: (nodes: readonly NodeAddress[]) => Promise<Hash[]>) => Promise<unknown>,
  ) => {
    const nodes: string[] = [];
    await make((wanted) => {
      nodes.push(...wanted.map(({ level, index }) => `${level}/${index}`));
      return Promise.resolve(wanted.map(() => Buffer.alloc(32)));
    });
    return nodes.sort().join(' ');
  };

  it.each([
    [2, 3, '1/0'],
    [3, 7, '0/2 0/6 1/0 1/2'],
    [10, 15, '0/11 0/14 1/4 1/6 3/0'],
    [24, 31, '0/25 0/30 1/13 1/14 3/2 4/0'],
    [81, 95, '0/80 0/94 1/41 1/46 2/21 2/22 4/4 6/0'],
  ])('for leaf %i of %i', async (index, size, nodes) => {
    expect(await asked((reader) => makeInclusionProof(index, size, reader))).toBe(nodes);
  });

  it.each([
    [3, 7, '0/2 0/3 0/6 1/0 1/2'],
    [7, 8, '0/6 0/7 1/2 2/0'],
    [10, 15, '0/14 1/4 1/5 1/6 3/0'],
    [24, 31, '0/30 1/14 2/6 3/2 4/0'],
    [81, 95, '0/80 0/81 0/94 1/41 1/46 2/21 2/22 4/4 6/0'],
  ])('for growth from %i to %i', async (oldSize, newSize, nodes) => {
    expect(await asked((reader) => makeConsistencyProof(oldSize, newSize, reader))).toBe(nodes);
  });
});
