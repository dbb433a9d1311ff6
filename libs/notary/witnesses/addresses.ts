import { isLogError, parseVerifierKey, type VerifierKey } from '#transparency-log';

/** A witness that is asked to co-sign. */
export interface WitnessAddress {
  /** Its answers are believed where this key has signed them. */
  readonly key: VerifierKey;
  /** What its own protocol calls the submission prefix: requests go to `<url>/add-checkpoint`. No slash at the end. */
  readonly url: string;
}

/** The list names no witnesses; the message says which entry is wrong, and why. */
export class WitnessesInvalid extends Error {
  override readonly name = 'WitnessesInvalid';
}

const WITNESSES_MAX = 32;

/**
 * Reads a list of witnesses: `<verifier key> <url>`, separated by commas or line ends; an empty text names none. Throws
 * WitnessesInvalid.
 */
export function parseWitnesses(text: string): WitnessAddress[] {
  const entries = text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const witnesses = entries.map(parseWitness);
  const ids = new Set(witnesses.map(({ key }) => `${key.name} ${key.keyId}`));
  if (witnesses.length > WITNESSES_MAX) throw new WitnessesInvalid(`There are more than ${WITNESSES_MAX}.`);
  if (ids.size < witnesses.length) throw new WitnessesInvalid('One witness is named twice.');
  return witnesses;
}

function parseWitness(entry: string, place: number): WitnessAddress {
  const [text = '', url = '', ...more] = entry.split(/\s+/);
  const complain = (reason: string): WitnessesInvalid =>
    new WitnessesInvalid(`Witness ${place + 1}: ${reason}`);
  if (more.length > 0) throw complain('it should be a verifier key, a space and an address.');
  const scheme = URL.canParse(url) ? new URL(url).protocol : '';
  if (scheme !== 'https:' && scheme !== 'http:') throw complain('its address should begin with https://.');
  try {
    const key = parseVerifierKey(text);
    if (key.type !== 'cosignature') throw complain('this is the key of a log.');
    return { key, url: url.replace(/\/+$/, '') };
  } catch (error) {
    if (isLogError(error)) throw complain(error.message);
    throw error;
  }
}
