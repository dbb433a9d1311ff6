import {
  formatSigningKey,
  formatVerifierKey,
  generateSigningKey,
  isLogError,
  noteSigner,
  noteVerifier,
  parseSigningKey,
  parseVerifierKey,
  verifierKeyOf,
  type NoteSigner,
  type NoteVerifier,
  type SigningKey,
  type VerifierKey,
} from '#transparency-log';

/** The keys of a log. They all bear its name. */
export interface LogKeys {
  /** The name of the log: the first line of every checkpoint. */
  readonly origin: string;
  /** Those that sign: one, or an old and a new one while partners change over. */
  readonly signers: readonly NoteSigner[];
  /** Recognise what these keys have signed, and what retired ones had. */
  readonly verifiers: readonly NoteVerifier[];
  /** For partners: the verifier key strings (C2SP signed-note) of those that sign. */
  readonly verifierKeys: readonly string[];
}

/** The text holds no keys that a log could sign with. The message never repeats any of it. */
export class LogKeysInvalid extends Error {
  override readonly name = 'LogKeysInvalid';
}

const PRIVATE_PREFIX = 'PRIVATE+KEY+';
const KEYS_MAX = 16;

/**
 * Reads keys, a line each: `PRIVATE+KEY+…` signs; a verifier key is retired, it signs no more, and what it signed before is
 * still known for the log's. Empty lines and lines beginning with # are passed over. Throws LogKeysInvalid.
 */
export function parseLogKeys(text: string): LogKeys {
  const lines = keyLines(text);
  const signing = lines.filter((line) => line.startsWith(PRIVATE_PREFIX)).map(readSigningKey);
  const retired = lines.filter((line) => !line.startsWith(PRIVATE_PREFIX)).map(readVerifierKey);
  const [first] = signing;
  if (first === undefined) throw new LogKeysInvalid('There is no key that signs: PRIVATE+KEY+….');
  const known = [...signing.map(verifierKeyOf), ...retired];
  if (known.some(({ name }) => name !== first.name)) {
    throw new LogKeysInvalid('The keys bear different names: a log has one name.');
  }
  if (known.length > KEYS_MAX || new Set(known.map(({ keyId }) => keyId)).size < known.length) {
    throw new LogKeysInvalid(`There are more than ${KEYS_MAX} keys, or one of them twice.`);
  }
  return {
    origin: first.name,
    signers: signing.map(noteSigner),
    verifiers: known.map(noteVerifier),
    verifierKeys: signing.map((key) => formatVerifierKey(verifierKeyOf(key))),
  };
}

/** The text with a new key that signs beside the others. Throws LogKeysInvalid. */
export function withNewKey(text: string): string {
  const { origin } = parseLogKeys(text);
  return textOf([...keyLines(text), newKeyLine(origin)]);
}

/** The text with the key of this id, 8 hex digits, retired. Throws LogKeysInvalid, also where none would be left to sign. */
export function withRetiredKey(text: string, keyId: string): string {
  const { verifierKeys } = parseLogKeys(text);
  const retired = verifierKeys.find((key) => key.split('+')[1] === keyId);
  if (retired === undefined) throw new LogKeysInvalid(`No key that signs has the id ${keyId}.`);
  const changed = textOf(
    keyLines(text).map((line) =>
      line.startsWith(`${PRIVATE_PREFIX}${retired.split('+', 2).join('+')}+`) ? retired : line,
    ),
  );
  parseLogKeys(changed);
  return changed;
}

/** The text of a new key for a log of this name. Throws LogKeysInvalid for a name that no key can bear. */
export function newLogKeys(origin: string): string {
  return textOf([newKeyLine(origin)]);
}

const newKeyLine = (origin: string): string =>
  read(() => formatSigningKey(generateSigningKey(origin, 'note')));

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const keyLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const readSigningKey = (line: string): SigningKey => ofNotes(read(() => parseSigningKey(line)));
const readVerifierKey = (line: string): VerifierKey => ofNotes(read(() => parseVerifierKey(line)));

function ofNotes<Key extends { readonly type: string }>(key: Key): Key {
  if (key.type !== 'note') throw new LogKeysInvalid('This is the key of a witness, not of a log.');
  return key;
}

function read<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    if (isLogError(error)) throw new LogKeysInvalid(error.message);
    throw error;
  }
}
