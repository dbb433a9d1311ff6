import {
  isLogError,
  noteVerifier,
  parseVerifierKey,
  type TrustedLog,
  type VerifierKey,
} from '#transparency-log';
import { Unusable } from './unusable.js';

const LOGS_MAX = 64;

/**
 * The logs that are watched: a line `log <verifier key>` each, the key's name being the log's origin; an origin may have two lines
 * while one key takes over from another. Empty lines and lines beginning with # are passed over, so that the `log`
 * lines of an auditor's policy can be copied, address and all. Throws Unusable with the number of the line.
 */
export function parseLogs(text: string): TrustedLog[] {
  const keys = text.split('\n').flatMap((line, at) => keyOf(line, at + 1) ?? []);
  if (keys.length === 0) throw new Unusable('No log is named. Write a line: log <verifier key>');
  if (keys.length > LOGS_MAX) throw new Unusable(`More than ${LOGS_MAX} logs are named.`);
  const origins = [...new Set(keys.map(({ name }) => name))];
  return origins.map((origin) => ({
    origin,
    verifiers: keys.filter(({ name }) => name === origin).map(noteVerifier),
  }));
}

function keyOf(line: string, at: number): VerifierKey | undefined {
  const words = line.trim().split(/\s+/);
  if (words[0] === '' || words[0]?.startsWith('#')) return undefined;
  if (words[0] !== 'log' || words[1] === undefined || words.length > 3) {
    throw new Unusable(`Line ${at} of the list of logs should read: log <verifier key>`);
  }
  return logKey(words[1], at);
}

function logKey(text: string, at: number): VerifierKey {
  try {
    const key = parseVerifierKey(text);
    if (key.type === 'note') return key;
  } catch (error) {
    if (isLogError(error)) throw new Unusable(`Line ${at} of the list of logs: ${error.message}`);
    throw error;
  }
  throw new Unusable(`Line ${at} of the list of logs names the key of a witness.`);
}
