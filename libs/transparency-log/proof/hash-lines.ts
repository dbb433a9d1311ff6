import { type Lines } from '../encoding/lines.js';
import { LogFormatError } from '../errors.js';
import { formatHash, parseHash, type Hash } from '../merkle/hash.js';

/** As many hashes as a proof may carry: a tree of 2^63 leaves needs no more. */
export const PROOF_HASHES_MAX = 63;

/** The hashes of a proof, a base64 line each. Throws `too_many_hashes`, `hash_malformed`. */
export function formatHashLines(hashes: readonly Hash[]): string {
  if (hashes.length > PROOF_HASHES_MAX) throw tooManyHashes();
  return hashes.map((hash) => `${formatHash(hash)}\n`).join('');
}

/**
 * The hashes of a proof, a base64 line each, up to and with the empty line below them; without one the caller's own
 * error is thrown. Throws `too_many_hashes`, `base64_malformed`, `hash_malformed`.
 */
export function parseHashLines(lines: Lines, unfinished: () => LogFormatError): Hash[] {
  const hashes: Hash[] = [];
  for (let line = lines.next(); line !== ''; line = lines.next()) {
    if (line === undefined) throw unfinished();
    if (hashes.length === PROOF_HASHES_MAX) throw tooManyHashes();
    hashes.push(parseHash(line));
  }
  return hashes;
}

const tooManyHashes = (): LogFormatError =>
  new LogFormatError('too_many_hashes', `A proof has at most ${PROOF_HASHES_MAX} hashes.`);
