import {
  CheckpointVerifier,
  isLogError,
  type LogError,
  LogFormatError,
  openTrustedCheckpoint,
  type TrustedCheckpoint,
  type TrustPolicy,
} from '#transparency-log';
import { finding, type Finding, Found } from '../finding.js';

/** A checkpoint that the log has signed; the doubt is there where too few witnesses have. */
export interface OpenedPage extends TrustedCheckpoint {
  readonly doubt?: Finding;
}

/**
 * The checkpoint as far as the policy lets one believe it. One that lacks only witnesses is opened with a doubt, so that it can still be held
 * against what was seen before: that may tell more. Throws Found for any other. Who has many pages gives one verifier of the policy for all.
 */
export function openPage(
  signed: Uint8Array | string,
  policy: TrustPolicy,
  verifier = new CheckpointVerifier(policy),
): OpenedPage {
  try {
    return verifier.open(signed);
  } catch (error) {
    if (!isLogError(error)) throw error;
    const doubt = distrust(error, policy);
    if (doubt.code !== 'witnesses_missing') throw new Found(doubt);
    return { ...openTrustedCheckpoint(signed, { ...policy, quorum: { kind: 'none' } }), doubt };
  }
}

/** Why a checkpoint is not believed. */
export function distrust(error: LogError, { witnesses }: TrustPolicy): Finding {
  const { code, details } = error;
  if (error instanceof LogFormatError) {
    return finding('checkpoint_malformed', `What should be a checkpoint is none: ${error.message}`);
  }
  if (code === 'origin_unknown') {
    return finding('log_unknown', `This is the log ${details['origin']}, which your policy does not name.`);
  }
  if (code === 'quorum_not_reached') {
    const names = String(details['cosigned']) || 'none';
    return finding(
      'witnesses_missing',
      `The page of ${details['size']} events was co-signed by too few of your ${witnesses.length} witnesses: ${names}.`,
      details,
    );
  }
  return finding(
    'signature_invalid',
    `The page is not signed as your policy asks: ${error.message}`,
    details,
  );
}
