import { bytesOfBase64 } from '../encoding/base64.js';
import { HASH_TEXT_LENGTH } from '../encoding/base64-hash.js';
import { hashLeafText } from '../merkle/hash.js';
import { type CheckpointVerifier, type TrustedCheckpoint } from '../policy/trusted-checkpoint.js';

/** A leaf that is in a log, as far as the policy lets one believe. */
export interface ProvenLeaf extends TrustedCheckpoint {
  readonly index: number;
  readonly leaf: Uint8Array;
}

export const HEADER = 'c2sp.org/tlog-proof@v1';

const START = `${HEADER}\nextra `;
const INDEX = 'index ';
/** None of them is rounded, however large; there are larger ones. */
const INDEX_DIGITS = /^(?:0|[1-9][0-9]{0,14})$/;

/**
 * The short way through a proof file that holds a leaf and a checkpoint the verifier has found good before. It looks at every letter, and hashes
 * whatever was not hashed before, but takes nothing apart that it does not need; undefined says nothing about the file, and the whole check decides.
 */
export function openFurther(
  text: string,
  verifier: CheckpointVerifier,
  given?: Uint8Array,
): ProvenLeaf | undefined {
  const extraEnd = text.startsWith(START) ? text.indexOf('\n', START.length) : -1;
  const indexBegin = extraEnd + 1 + INDEX.length;
  if (extraEnd < 0 || !text.startsWith(INDEX, extraEnd + 1)) return undefined;
  const indexEnd = text.indexOf('\n', indexBegin);
  const proofEnd = indexEnd < 0 ? -1 : text.indexOf('\n\n', indexEnd);
  const known = proofEnd < 0 ? undefined : verifier.known(text.slice(proofEnd + 2));
  const digits = text.slice(indexBegin, indexEnd);
  const count = (proofEnd - indexEnd) / (HASH_TEXT_LENGTH + 1);
  if (known === undefined || !INDEX_DIGITS.test(digits) || !Number.isInteger(count)) return undefined;
  const extra = bytesOfBase64(text.slice(START.length, extraEnd));
  if (extra === undefined) return undefined;
  const leaf = given ?? extra;
  const index = Number(digits);
  if (!known.tree.proves(index, hashLeafText(leaf), { text, begin: indexEnd + 1, count })) return undefined;
  const { checkpoint, cosigned } = known.trusted;
  return { checkpoint, cosigned, index, leaf };
}
