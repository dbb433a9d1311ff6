import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { fromBase64, toBase64 } from '../encoding/base64.js';
import { LogFormatError } from '../errors.js';
import { isOwnKeyName } from './key-name.js';

/** What a key signs: notes as they are, as a log does, or checkpoints with the time of looking, as a witness does. */
export type KeyType = 'note' | 'cosignature';

/** The byte that stands for the type in key ids and key strings (C2SP signed-note, signature types). */
const typeBytes: Readonly<Record<KeyType, number>> = { note: 0x01, cosignature: 0x04 };

/** Who verifies: enough to recognise a signature line and to check it. */
export interface VerifierKey {
  readonly name: string;
  readonly type: KeyType;
  /** First 32 bits of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
  readonly keyId: number;
  readonly publicKey: KeyObject;
}

/** Who signs. The private key never leaves the KeyObject but by `formatSigningKey`. */
export interface SigningKey {
  readonly name: string;
  readonly type: KeyType;
  readonly keyId: number;
  readonly privateKey: KeyObject;
}

const ED25519_BYTES = 32;
const KEY_STRING_LENGTH_MAX = 2_000;
const PRIVATE_PREFIX = 'PRIVATE+KEY+';

// What RFC 8410 puts before the 32 bytes of an Ed25519 key: SubjectPublicKeyInfo and PrivateKeyInfo, in DER.
const publicKeyHeader = Buffer.from('302a300506032b6570032100', 'hex');
const privateKeyHeader = Buffer.from('302e020100300506032b657004220420', 'hex');

/** `<name>+<key id, 8 hex digits>+<base64(type ‖ public key)>`, to be given to whoever verifies (C2SP signed-note). */
export const formatVerifierKey = (key: VerifierKey): string => formatKey(key, rawPublicKey(key.publicKey));

/**
 * A verifier key. Throws `key_malformed`, `base64_malformed`, `key_type_unknown` (anything but Ed25519 notes and
 * co-signatures) and `key_id_mismatch` where the id is not that of name and key.
 */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, type, keyId, raw } = parseKey(text);
  const publicKey = createPublicKey({
    key: Buffer.concat([publicKeyHeader, raw]),
    format: 'der',
    type: 'spki',
  });
  return checkKeyId(verifierKey(name, type, publicKey), keyId);
}

/** `PRIVATE+KEY+<name>+<key id>+<base64(type ‖ seed)>`, as Go's sumdb writes it. A secret. */
export const formatSigningKey = (key: SigningKey): string =>
  PRIVATE_PREFIX +
  formatKey(key, key.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privateKeyHeader.length));

/** A signing key. Throws as `parseVerifierKey` does. The message of an error never holds any of it. */
export function parseSigningKey(text: string): SigningKey {
  if (!text.startsWith(PRIVATE_PREFIX)) throw malformed();
  const { name, type, keyId, raw } = parseKey(text.slice(PRIVATE_PREFIX.length));
  const privateKey = createPrivateKey({
    key: Buffer.concat([privateKeyHeader, raw]),
    format: 'der',
    type: 'pkcs8',
  });
  return checkKeyId(signingKey(name, type, privateKey), keyId);
}

/** A new key of this name. Throws `key_malformed` for a name that no signature line can hold. */
export const generateSigningKey = (name: string, type: KeyType): SigningKey =>
  signingKey(name, type, generateKeyPairSync('ed25519').privateKey);

/** An Ed25519 private key under a name. Throws `key_malformed` for another kind of key, or a name that cannot be one. */
export function signingKey(name: string, type: KeyType, privateKey: KeyObject): SigningKey {
  const { keyId } = verifierKey(name, type, createPublicKey(privateKey));
  return { name, type, keyId, privateKey };
}

/** An Ed25519 public key under a name. Throws as `signingKey` does. */
export function verifierKey(name: string, type: KeyType, publicKey: KeyObject): VerifierKey {
  if (!isOwnKeyName(name) || publicKey.asymmetricKeyType !== 'ed25519') throw malformed();
  const typed = Buffer.concat([Uint8Array.of(typeBytes[type]), rawPublicKey(publicKey)]);
  const keyId = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed]), 'buffer').readUInt32BE(0);
  return { name, type, keyId, publicKey };
}

/** What others need to verify what this key signs. */
export const verifierKeyOf = ({ name, type, privateKey }: SigningKey): VerifierKey =>
  verifierKey(name, type, createPublicKey(privateKey));

const rawPublicKey = (publicKey: KeyObject): Uint8Array =>
  publicKey.export({ format: 'der', type: 'spki' }).subarray(publicKeyHeader.length);

function formatKey(
  { name, type, keyId }: { name: string; type: KeyType; keyId: number },
  raw: Uint8Array,
): string {
  const id = keyId.toString(16).padStart(8, '0');
  return `${name}+${id}+${toBase64(Buffer.concat([Uint8Array.of(typeBytes[type]), raw]))}`;
}

/** Name, id and the rest; the rest is base64, where a plus is a digit and not a division. */
function parseKey(text: string): { name: string; type: KeyType; keyId: number; raw: Uint8Array } {
  const [, name, id, encoded] =
    (text.length <= KEY_STRING_LENGTH_MAX && /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(text)) || [];
  if (name === undefined || id === undefined || encoded === undefined || !isOwnKeyName(name))
    throw malformed();
  const bytes = fromBase64(encoded);
  const type = (Object.keys(typeBytes) as KeyType[]).find((known) => typeBytes[known] === bytes[0]);
  if (type === undefined) {
    throw new LogFormatError('key_type_unknown', `Keys of type ${bytes[0]} are not known here.`);
  }
  if (bytes.length !== 1 + ED25519_BYTES) throw malformed();
  return { name, type, keyId: Number.parseInt(id, 16), raw: bytes.subarray(1) };
}

function checkKeyId<Key extends { readonly keyId: number }>(key: Key, keyId: number): Key {
  if (key.keyId !== keyId) {
    throw new LogFormatError('key_id_mismatch', 'The id is not that of this name and key.');
  }
  return key;
}

const malformed = (): LogFormatError =>
  new LogFormatError('key_malformed', 'This is not an Ed25519 key string: name+id+base64.');
