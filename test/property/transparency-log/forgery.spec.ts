import fc from 'fast-check';
import {
  anyOf,
  CheckpointVerifier,
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
import { runs } from '../../runs.js';

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

/** The file with one letter of the checkpoint in it changed, so that it still is of its format as often as can be. */
const changedNote = (file: string, at: number, shift: number): string => {
  const begin = file.indexOf('\n\n') + 2;
  const place = begin + (at % (file.length - begin));
  const letter = String.fromCharCode(0x21 + ((file.charCodeAt(place) - 0x21 + shift) & 0x3f));
  return `${file.slice(0, place)}${letter}${file.slice(place + 1)}`;
};

const judgement = (file: string | Uint8Array, trust: Parameters<typeof openProofFile>[1]): unknown => {
  try {
    const { index, leaf, checkpoint, cosigned } = openProofFile(file, trust);
    return { index, leaf: Buffer.from(leaf), root: Buffer.from(checkpoint.root), cosigned };
  } catch (error) {
    if (!isLogError(error)) throw error;
    return error.code;
  }
};

describe('a verifier that has seen the checkpoint before', () => {
  it('judges every proof file as one that has not, however it is changed', async () => {
    const verifier = new CheckpointVerifier(policy);
    const files = [0, 77, 255, 256, 299].map((index) => proofFileOf(index));
    const good = await Promise.all(files);
    for (const file of good) openProofFile(file, verifier);
    fc.assert(
      fc.property(fc.constantFrom(...good), fc.array(damage, { maxLength: 3 }), (file, damages) => {
        const bytes = damages.reduce<Buffer>((changed, damaging) => damaging(changed), Buffer.from(file));
        expect(judgement(bytes, verifier)).toEqual(judgement(bytes, policy));
      }),
      { numRuns: runs({ short: 250, long: 1_000 }) },
    );
  });

  it('takes a checkpoint in which any letter differs, of its text or of any signature, for another one', async () => {
    const verifier = new CheckpointVerifier(policy);
    const file = await proofFileOf(77);
    openProofFile(file, verifier);
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 0x3f }), (at, shift) => {
        const changed = changedNote(file, at, shift);
        expect(judgement(changed, verifier)).toEqual(judgement(changed, policy));
      }),
      { numRuns: runs({ short: 250, long: 1_000 }) },
    );
    const unsigned = file.slice(0, file.indexOf('\u2014'));
    const stranger = file.split('\n').filter((line) => line.startsWith('\u2014 stranger.example'));
    expect(judgement(`${unsigned}${stranger.join('\n')}\n`, verifier)).toBe('no_trusted_signature');
  });

  it('remembers nothing that it has refused, and nothing of the policy of another', async () => {
    const alone = await proofFileOf(77, witnessKeys.slice(0, 1));
    const strict = new CheckpointVerifier(policy);
    const lenient = new CheckpointVerifier(anyOf(1, policy.logs, policy.witnesses));
    for (let round = 0; round < 3; round += 1) {
      expect(judgement(alone, lenient)).toMatchObject({ index: 77 });
      expect(judgement(alone, strict)).toBe('quorum_not_reached');
    }
  });

  it('is not misled by whoever writes over what it handed out', async () => {
    const verifier = new CheckpointVerifier(policy);
    const other = writeLog([Buffer.from('forged')].map(naiveLeafHash));
    const file = await proofFileOf(77);
    for (let round = 0; round < 2; round += 1) {
      const { checkpoint, cosigned } = openProofFile(file, verifier);
      checkpoint.root.set(other.head.root);
      (cosigned as unknown[]).length = 0;
    }
    expect(judgement(file, verifier)).toEqual(judgement(file, policy));
  });

  it('forgets those of long ago, and takes them again', async () => {
    const verifier = new CheckpointVerifier(policy);
    const sign = (size: number): string =>
      signCheckpoint({ origin: logKey.name, size, root: log.head.root }, [
        noteSigner(logKey),
        ...witnessKeys.map((key) => cosigner(key, 1_790_000_000)),
      ]);
    const notes = Array.from({ length: 150 }, (_, at) => sign(at + 1));
    for (const note of [...notes, ...notes.toReversed()]) {
      const { checkpoint } = verifier.open(note);
      expect(`${checkpoint.origin}\n${checkpoint.size}\n`).toBe(
        note.slice(0, note.indexOf('\n', note.indexOf('\n') + 1) + 1),
      );
    }
    expect(() => verifier.open(notes[3]!.replace('\n4\n', '\n5\n'))).toThrow(
      expect.objectContaining({ code: 'signature_invalid' }),
    );
  });
});

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
      { numRuns: runs({ short: 750, long: 3_000 }) },
    );
  });

  it('is worth nothing with fewer witnesses than the policy asks for', async () => {
    const alone = await proofFileOf(77, witnessKeys.slice(0, 1));
    expect(() => openProofFile(alone, policy)).toThrow(
      expect.objectContaining({ code: 'quorum_not_reached', details: { size: 300, cosigned: 'W0' } }),
    );
  });
});
