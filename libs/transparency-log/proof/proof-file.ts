import { fromBase64, toBase64 } from '../encoding/base64.js';
import { parseDecimal } from '../encoding/decimal.js';
import { Lines } from '../encoding/lines.js';
import { decode, readText, type TextInput } from '../encoding/text.js';
import { LogFormatError, LogVerificationError } from '../errors.js';
import { hashLeaf, type Hash } from '../merkle/hash.js';
import { isTreeSize } from '../merkle/tree-head.js';
import { NOTE_BYTES_MAX } from '../note/note.js';
import { CheckpointVerifier } from '../policy/trusted-checkpoint.js';
import { type TrustPolicy } from '../policy/policy.js';
import { HEADER, openFurther, type ProvenLeaf } from './further-proof.js';
import { formatHashLines, parseHashLines } from './hash-lines.js';
import { checkInclusion } from './inclusion.js';

/** The largest proof file that is read: a note, 63 hashes and a leaf of 64 KiB in base64. */
export const PROOF_FILE_BYTES_MAX = NOTE_BYTES_MAX + 100_000;

/** What can be handed over and verified by itself (C2SP tlog-proof): that a leaf is in a log. */
export interface ProofFile {
  /** The place of the leaf in the log, from 0. */
  readonly index: number;
  readonly proof: readonly Hash[];
  /** The co-signed checkpoint, word for word. */
  readonly checkpoint: string;
  /** What the format leaves to its users; in this house the bytes of the leaf. */
  readonly extra?: Uint8Array;
}

/** The text of a proof file, by custom named `*.tlog-proof`. Throws `proof_file_malformed`, `too_many_hashes`. */
export function formatProofFile({ index, proof, checkpoint, extra }: ProofFile): string {
  if (!isTreeSize(index)) throw malformed();
  const extraLine = extra === undefined ? '' : `extra ${toBase64(extra)}\n`;
  return `${HEADER}\n${extraLine}index ${index}\n${formatHashLines(proof)}\n${checkpoint}`;
}

/**
 * The parts of a proof file, none of them checked yet. Throws `too_large`, `not_utf8`, `control_character`,
 * `proof_file_malformed`, `number_malformed`, `number_too_large`, `base64_malformed`, `hash_malformed`,
 * `too_many_hashes`.
 */
export function parseProofFile(input: TextInput): ProofFile {
  const lines = new Lines(readText(input, PROOF_FILE_BYTES_MAX));
  if (lines.next() !== HEADER) throw malformed();
  const second = lines.next();
  const extra = second?.startsWith('extra ') ? fromBase64(second.slice('extra '.length)) : undefined;
  const index = extra === undefined ? second : lines.next();
  if (!index?.startsWith('index ')) throw malformed();
  const parts = {
    index: parseDecimal(index.slice('index '.length)),
    proof: parseHashLines(lines, malformed),
    checkpoint: lines.rest(),
  };
  return extra === undefined ? parts : { ...parts, extra };
}

/**
 * Checks a whole proof file: the log's signature, the quorum of witnesses, and that the leaf is under the signed root.
 * The leaf is the one in the file, or `leaf` where somebody already has its bytes; once proven it may be believed,
 * wherever it came from. Who has several files gives a CheckpointVerifier: of those under one checkpoint only the first then costs signatures.
 * Throws what `parseProofFile` and `openTrustedCheckpoint` throw, `leaf_missing`, and what `checkInclusion` throws.
 */
export function openProofFile(
  input: TextInput,
  policy: TrustPolicy | CheckpointVerifier,
  leaf?: Uint8Array,
): ProvenLeaf {
  const verifier = policy instanceof CheckpointVerifier ? policy : new CheckpointVerifier(policy);
  const text = decode(input, PROOF_FILE_BYTES_MAX);
  return openFurther(text, verifier, leaf) ?? openWhole(text, verifier, leaf);
}

function openWhole(text: string, verifier: CheckpointVerifier, leaf?: Uint8Array): ProvenLeaf {
  const { index, proof, checkpoint: signed, extra } = parseProofFile(text);
  const bytes = leaf ?? extra;
  if (bytes === undefined) {
    throw new LogVerificationError('leaf_missing', 'The file does not hold the leaf, so it has to be given.');
  }
  const trusted = verifier.open(signed);
  checkInclusion({ index, hash: hashLeaf(bytes) }, trusted.checkpoint, proof);
  return { ...trusted, index, leaf: bytes };
}

const malformed = (): LogFormatError =>
  new LogFormatError('proof_file_malformed', 'This is not a proof file of a transparency log.');
