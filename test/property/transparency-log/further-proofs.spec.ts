import fc from 'fast-check';
import {
  anyOf,
  CheckpointVerifier,
  formatProofFile,
  isLogError,
  makeInclusionProof,
  noteSigner,
  openProofFile,
  signCheckpoint,
  verifierKeyOf,
} from '#transparency-log';
import { naiveLeafHash } from './naive-tree.js';
import { logKey } from './test-keys.js';
import { writeLog } from './written-log.js';
import { runs } from '../../runs.js';

/** More than the nodes near the root that are remembered have on one level, so that paths begin below them. */
const LEAVES = 3_000;
const HASH_LINE = 45;

const policy = anyOf(0, [{ key: verifierKeyOf(logKey) }], []);
const leaves = Array.from({ length: LEAVES }, (_, index) => Buffer.from(`leaf ${index}`));

/** The log as it was at a size, and its head, signed. */
class Past {
  readonly checkpoint: string;
  private readonly log;

  constructor(private readonly size: number) {
    this.log = writeLog(leaves.slice(0, size).map(naiveLeafHash));
    this.checkpoint = signCheckpoint({ origin: logKey.name, ...this.log.head }, [noteSigner(logKey)]);
  }

  async fileOf(index: number): Promise<string> {
    const proof = await makeInclusionProof(index, this.size, this.log.nodes);
    return formatProofFile({ index, proof, checkpoint: this.checkpoint, extra: leaves[index]! });
  }
}

/** Ragged and whole trees, from one leaf to several levels below what is remembered. */
const sizes = [1, 2, 3, 255, 256, 257, 1_025, 2_048, 2_999, LEAVES];
const pasts = new Map(sizes.map((size) => [size, new Past(size)]));
const fileOf = (index: number, size: number): Promise<string> => pasts.get(size)!.fileOf(index);

const judgement = (file: string, trust: Parameters<typeof openProofFile>[1]): unknown => {
  try {
    const { index, leaf, checkpoint, cosigned } = openProofFile(file, trust);
    return { index, leaf: Buffer.from(leaf).toString(), root: Buffer.from(checkpoint.root), cosigned };
  } catch (error) {
    if (!isLogError(error)) throw error;
    return error.code;
  }
};

const asked = fc.constantFrom(...sizes).chain((size) =>
  fc.record({
    size: fc.constant(size),
    indices: fc.array(fc.nat(size - 1), { minLength: 1, maxLength: 8 }),
  }),
);

const proofBegin = (file: string): number => file.indexOf('\n', file.indexOf('\nindex ') + 1) + 1;
const proofEnd = (file: string): number => file.indexOf('\n\n') + 1;

/** What an attacker who knows the proofs of other leaves would try: their hashes, in the same or in another place, and other letters. */
const change = fc.record({
  at: fc.nat(),
  letter: fc.constantFrom(...'AZaz09+/=-_ \n\r', '\u0141', '\u2014'),
  from: fc.nat(),
  how: fc.constantFrom('letter', 'line', 'lines', 'index', 'leaf', 'shorter', 'longer'),
});
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function changed(file: string, others: readonly string[], { at, letter, from, how }: Change): string {
  const [begin, end] = [proofBegin(file), proofEnd(file)];
  const other = others[from % others.length]!;
  const hashes = Math.max(1, (end - begin) / HASH_LINE);
  const line = begin + (at % hashes) * HASH_LINE;
  switch (how) {
    case 'letter': {
      const place = begin + (at % Math.max(1, end - begin));
      return `${file.slice(0, place)}${letter}${file.slice(place + 1)}`;
    }
    case 'line':
      return (
        file.slice(0, line) +
        other.slice(proofBegin(other)).slice(0, HASH_LINE) +
        file.slice(line + HASH_LINE)
      );
    case 'lines':
      return (
        file.slice(0, line) +
        other.slice(proofBegin(other) + (line - begin), proofEnd(other)) +
        file.slice(end)
      );
    case 'index':
      return file.replace(/\nindex \d+/, /\nindex \d+/.exec(other)![0]);
    case 'leaf':
      return file.replace(/\nextra .*/, /\nextra .*/.exec(other)![0]);
    case 'shorter':
      return file.slice(0, line) + file.slice(Math.min(end, line + HASH_LINE));
    case 'longer':
      return file.slice(0, line) + file.slice(begin, begin + HASH_LINE) + file.slice(line);
  }
}

describe('further proofs of a checkpoint', () => {
  it('are proven, in whatever order they come, in trees of every shape', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ size, indices }) => {
        const verifier = new CheckpointVerifier(policy);
        for (const index of [...indices, ...indices]) {
          const proven = openProofFile(await fileOf(index, size), verifier);
          expect(proven).toMatchObject({ index, cosigned: [], checkpoint: { size } });
          expect(Buffer.from(proven.leaf)).toEqual(leaves[index]);
        }
      }),
      { numRuns: runs({ short: 25, long: 100 }) },
    );
  });

  it('are judged as by whoever never saw another, where lines, letters, leaf or index are changed or taken from others', async () => {
    await fc.assert(
      fc.asyncProperty(
        asked,
        fc.array(change, { minLength: 1, maxLength: 8 }),
        async ({ size, indices }, changes) => {
          const verifier = new CheckpointVerifier(policy);
          const files = await Promise.all(indices.map((index) => fileOf(index, size)));
          for (const file of [...files, ...files]) openProofFile(file, verifier);
          for (const [place, one] of changes.entries()) {
            const forged = changed(files[place % files.length]!, files, one);
            expect(judgement(forged, verifier)).toEqual(judgement(forged, policy));
          }
          for (const file of files) expect(judgement(file, verifier)).toEqual(judgement(file, policy));
        },
      ),
      { numRuns: runs({ short: 40, long: 150 }) },
    );
  });

  it('of a leaf that was given in place of the one in the file are about the given one', async () => {
    const verifier = new CheckpointVerifier(policy);
    const file = await fileOf(77, LEAVES);
    for (let round = 0; round < 3; round += 1) {
      expect(Buffer.from(openProofFile(file, verifier, leaves[77]).leaf)).toEqual(leaves[77]);
      expect(() => openProofFile(file, verifier, leaves[78])).toThrow(
        expect.objectContaining({ code: 'root_mismatch' }),
      );
    }
  });
});
