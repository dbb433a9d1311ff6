import { createHash, type KeyObject } from 'node:crypto';
import { VerificationError, Verifier, type SignedEntity } from '@sigstore/verify';
import { type Hash, type VerifierKey } from '#transparency-log';

/** An entry of a log, its proof and the checkpoint that it leads to, as somebody was given them. */
export interface Given {
  readonly checkpoint: string;
  readonly index: number;
  readonly leaf: Uint8Array;
  readonly proof: readonly Hash[];
}

const ED25519_TYPE = 1;

/**
 * What Sigstore's verifier, entered by its own door, says of an entry of a log with this key. It checks the checkpoint's signature and the proof before
 * it looks at what the entry is about; and that is no software release, so its last word is always a refusal: `TLOG_BODY_ERROR`
 * where signature and proof hold, `TLOG_INCLUSION_PROOF_ERROR` where they do not.
 */
export function sigstoreSays(
  { name, publicKey }: VerifierKey,
  { checkpoint, index, leaf, proof }: Given,
): string {
  // The first four bytes of this are the key id in the note (C2SP signed-note).
  const logID = createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(ED25519_TYPE))
    .update(rawKey(publicKey))
    .digest();
  const log = { logID, baseURL: `https://${name}`, publicKey, validFor: always };
  const nobody = { publicKey, validFor: () => true };
  const verifier = new Verifier(
    {
      tlogs: [log],
      ctlogs: [],
      certificateAuthorities: [],
      timestampAuthorities: [],
      publicKey: () => nobody,
    },
    { tlogThreshold: 1, ctlogThreshold: 0, timestampThreshold: 0 },
  );
  try {
    verifier.verify(entityOf(logID, { checkpoint, index, leaf, proof }));
    return 'accepted';
  } catch (error) {
    if (error instanceof VerificationError) return error.code;
    throw error;
  }
}

const always = { start: new Date(0), end: new Date(8.64e15) };

const rawKey = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');

/** A release of nothing, of which the log is to have an entry. */
function entityOf(logID: Buffer, { checkpoint, index, leaf, proof }: Given): SignedEntity {
  const no = (): boolean => false;
  return {
    key: { $case: 'public-key', hint: '' },
    signature: {
      signature: Buffer.alloc(0),
      compareSignature: no,
      compareDigest: no,
      verifySignature: no,
    },
    timestamps: [],
    tlogEntries: [
      {
        logIndex: String(index),
        logId: { keyId: logID },
        kindVersion: { kind: 'event', version: '1' },
        integratedTime: '0',
        inclusionPromise: undefined,
        inclusionProof: {
          logIndex: String(index),
          // Sigstore reads the size and the root in the checkpoint.
          treeSize: '0',
          rootHash: Buffer.alloc(0),
          hashes: proof.map((hash) => Buffer.from(hash)),
          checkpoint: { envelope: checkpoint },
        },
        canonicalizedBody: Buffer.from(leaf),
      },
    ],
  };
}
