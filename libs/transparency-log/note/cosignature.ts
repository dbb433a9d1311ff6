import { sign, verify } from 'node:crypto';
import { LogFormatError } from '../errors.js';
import { type SigningKey, type VerifierKey } from './keys.js';
import { requireType, type NoteSigner, type NoteVerifier } from './signing.js';

const TIME_BYTES = 8;
const ED25519_SIGNATURE_BYTES = 64;
const COSIGNATURE_BYTES = TIME_BYTES + ED25519_SIGNATURE_BYTES;

/**
 * Checks the co-signatures of one witness: 64 bits of time and an Ed25519 signature over the time and the checkpoint's
 * text (C2SP tlog-cosignature, `cosignature/v1`). Throws `key_type_unknown` for a key of plain notes.
 */
export function cosignatureVerifier(key: VerifierKey): NoteVerifier {
  requireType(key, 'cosignature');
  const { name, keyId, publicKey } = key;
  return {
    name,
    keyId,
    verifies: (text, cosignature) => {
      const time = timeOf(cosignature);
      if (time === undefined) return false;
      return verify(null, signedMessage(time, text), publicKey, cosignature.subarray(TIME_BYTES));
    },
  };
}

/**
 * Co-signs as of `timeSeconds`, POSIX time: this is the largest tree of the log that the witness has seen, and it only
 * grew. Who calls has checked that. Throws `number_malformed` for a time that is no whole number of seconds.
 */
export function cosigner(key: SigningKey, timeSeconds: number): NoteSigner {
  requireType(key, 'cosignature');
  if (!Number.isSafeInteger(timeSeconds) || timeSeconds < 0) {
    throw new LogFormatError('number_malformed', 'A co-signature has a time in whole seconds.');
  }
  const { name, keyId, privateKey } = key;
  return {
    name,
    keyId,
    sign: (text) => {
      const cosignature = Buffer.alloc(COSIGNATURE_BYTES);
      cosignature.writeBigUInt64BE(BigInt(timeSeconds));
      cosignature.set(sign(null, signedMessage(timeSeconds, text), privateKey), TIME_BYTES);
      return cosignature;
    },
  };
}

/** When a co-signature says it was made, POSIX seconds. Believe it once the signature is verified. Throws `signature_malformed`. */
export function cosignatureTime(cosignature: Uint8Array): number {
  const time = timeOf(cosignature);
  if (time === undefined) throw new LogFormatError('signature_malformed', 'This is not a co-signature.');
  return time;
}

function timeOf(cosignature: Uint8Array): number | undefined {
  if (cosignature.length !== COSIGNATURE_BYTES) return undefined;
  const view = new DataView(cosignature.buffer, cosignature.byteOffset);
  const time = Number(view.getBigUint64(0));
  // Above 2^53 seconds the number would be rounded, and no such time is honest.
  return Number.isSafeInteger(time) ? time : undefined;
}

const signedMessage = (timeSeconds: number, text: string): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${timeSeconds}\n${text}`);
