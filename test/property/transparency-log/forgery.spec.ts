import fc from 'fast-check';
import {
  anyOf,
  cosigner,
  formatProofFile,
  isLogError,
  makeInclusionProof,
  noteSigner,
  openProofFile,
  signCheckpoint,
  verifierKeyOf,
  type ProvenLeaf,
} from '#transparency-log';
import { damage } from './damage.js';
import { naiveLeafHash } from './naive-tree.js';
import { logKey, testKey, witnessKeys } from './test-keys.js';
import { writeLog } from './written-log.js';

const policy = anyOf(
  2,
  [{ key: verifierKeyOf(logKey) }],
  witnessKeys.map((key, at) => ({ name: `W${at}`, key: verifierKeyOf(key) })),
);
const leaves = Array.from({ length: 300 }, (_, index) => Buffer.from(`leaf ${index}`));
const log = writeLog(leaves.map(naiveLeafHash));

/** The proof file of one leaf, with the signatures of an unknown key and of these witnesses. */
async function proofFileOf(index: number, witnesses = witnessKeys): Promise<string> {
  const stranger = noteSigner(testKey('stranger.example', 'note', 9));
  const signers = [noteSigner(logKey), stranger, ...witnesses.map((key) => cosigner(key, 1_790_000_000))];
  return formatProofFile({
    index,
    proof: await makeInclusionProof(index, leaves.length, log.nodes),
    checkpoint: signCheckpoint({ origin: logKey.name, ...log.head }, signers),
    extra: leaves[index]!,
  });
}

describe('a proof file', () => {
  it('proves its own leaf, at its own place', async () => {
    for (const index of [0, 1, 128, 255, 256, 299]) {
      const proven = openProofFile(await proofFileOf(index), policy);
      expect(Buffer.from(proven.leaf)).toEqual(leaves[index]);
      expect(proven).toMatchObject({ index, checkpoint: { size: 300 } });
      expect(proven.cosigned.map(({ witness }) => witness)).toEqual(['W0', 'W1', 'W2']);
    }
  });

  it('never proves anything else, however it is changed', async () => {
    const file = Buffer.from(await proofFileOf(77));
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        let proven: ProvenLeaf;
        try {
          proven = openProofFile(
            damages.reduce<Buffer>((bytes, damaging) => damaging(bytes), file),
            policy,
          );
        } catch (error) {
          return isLogError(error);
        }
        const same = Buffer.from(proven.leaf).equals(leaves[77]!);
        return same && proven.index === 77 && Buffer.from(proven.checkpoint.root).equals(log.head.root);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is worth nothing with fewer witnesses than the policy asks for', async () => {
    const alone = await proofFileOf(77, witnessKeys.slice(0, 1));
    expect(() => openProofFile(alone, policy)).toThrow(
      expect.objectContaining({ code: 'quorum_not_reached', details: { size: 300, cosigned: 'W0' } }),
    );
  });
});
