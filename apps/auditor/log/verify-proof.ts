import {
  CheckpointVerifier,
  formatHash,
  isLogError,
  LogFormatError,
  openProofFile,
  parseProofFile,
  type ProvenLeaf,
  sameHash,
  type TrustPolicy,
} from '#transparency-log';
import type { OwnCopy } from '../copy/own-copy.js';
import { lastHead, requireSameLog } from '../following/growth.js';
import { finding, type Finding, Found } from '../finding.js';
import { openPage } from './trusted.js';

/** Checks proof files, offline; a checkpoint that several of them have, once. */
export class ProofFiles {
  private readonly verifier: CheckpointVerifier;

  constructor(private readonly policy: TrustPolicy) {
    this.verifier = new CheckpointVerifier(policy);
  }

  /** Throws Found where the event in the file is not proven. */
  verify(file: Uint8Array): ProvenLeaf {
    const { doubt } = openPage(checkpointIn(file), this.policy, this.verifier);
    if (doubt !== undefined) throw new Found(doubt);
    try {
      return openProofFile(file, this.verifier);
    } catch (error) {
      if (!isLogError(error)) throw error;
      if (error instanceof LogFormatError) throw new Found(malformed(error.message));
      throw new Found(
        finding('proof_wrong', `The event in this file is not proven: ${error.message}`, error.details),
      );
    }
  }
}

/**
 * Holds a page that somebody else was shown, a checkpoint or the one in a proof file, against the own copy. Undefined where it is of the same
 * history; undefined too where it is larger than what was followed, which `isAhead` then tells.
 */
export async function compareHistories(
  file: Uint8Array,
  policy: TrustPolicy,
  copy: OwnCopy,
): Promise<{ readonly size: number; readonly isAhead: boolean; readonly finding?: Finding }> {
  const isProof = Buffer.from(file.subarray(0, 8)).toString('latin1') === 'c2sp.org';
  // What matters here is that the log has signed it; whether witnesses have is the other partner's concern.
  const { checkpoint } = openPage(isProof ? checkpointIn(file) : file, policy);
  requireSameLog(checkpoint, copy);
  const { size, root } = checkpoint;
  const known = lastHead(copy);
  if (known === undefined || size > known.size) return { size, isAhead: true };
  const ours = await copy.headAt(size);
  if (sameHash(ours.root, root)) return { size, isAhead: false };
  const details = { size, seen: formatHash(ours.root), shown: formatHash(root) };
  const message = `The operator showed two different histories at size ${size}: one to you, another to whoever gave you this.`;
  return { size, isAhead: false, finding: finding('two_histories', message, details) };
}

function checkpointIn(file: Uint8Array): string {
  try {
    return parseProofFile(file).checkpoint;
  } catch (error) {
    if (isLogError(error)) throw new Found(malformed(error.message));
    throw error;
  }
}

const malformed = (message: string): Finding =>
  finding('proof_malformed', `This is no proof file: ${message}`);
