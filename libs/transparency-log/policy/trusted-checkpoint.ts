import { type TextInput } from '../encoding/text.js';
import { LogVerificationError } from '../errors.js';
import { type Checkpoint } from '../checkpoint/checkpoint.js';
import { openCheckpoint } from '../checkpoint/signed-checkpoint.js';
import { cosignatureTime, cosignatureVerifier } from '../cosignature/cosignature.js';
import { noteVerifier } from '../note/signing.js';
import { isQuorum, type TrustPolicy } from './policy.js';

/** A witness's word that was verified. */
export interface Cosigned {
  /** The witness's name in the policy. */
  readonly witness: string;
  /** When it says to have looked, POSIX seconds. */
  readonly timeSeconds: number;
}

/** A checkpoint that a policy lets one believe. */
export interface TrustedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly cosigned: readonly Cosigned[];
}

/**
 * Checks a signed checkpoint against a policy: signed by one of its logs, co-signed by its quorum. Times are reported
 * and not judged. Throws what `openCheckpoint` throws, and `quorum_not_reached` (details: `cosigned`, the names).
 */
export function openTrustedCheckpoint(signed: TextInput, policy: TrustPolicy): TrustedCheckpoint {
  const logs = policy.logs.map(({ key }) => ({ origin: key.name, verifiers: [noteVerifier(key)] }));
  const witnesses = policy.witnesses.map(({ name, key }) => ({ name, verifier: cosignatureVerifier(key) }));
  const { checkpoint, note } = openCheckpoint(
    signed,
    logs,
    witnesses.map(({ verifier }) => verifier),
  );
  const cosigned = note.verified.flatMap(({ verifier, signature }) => {
    const witness = witnesses.find((known) => known.verifier === verifier);
    return witness ? [{ witness: witness.name, timeSeconds: cosignatureTime(signature) }] : [];
  });
  const names = cosigned.map(({ witness }) => witness);
  if (!isQuorum(policy.quorum, new Set(names))) {
    throw new LogVerificationError('quorum_not_reached', 'Too few witnesses have co-signed.', {
      size: checkpoint.size,
      cosigned: names.join(', '),
    });
  }
  return { checkpoint, cosigned };
}
