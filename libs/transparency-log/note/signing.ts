import { sign, verify } from 'node:crypto';
import { LogFormatError, LogVerificationError } from '../errors.js';
import { type TextInput } from '../encoding/text.js';
import { formatNote, parseNote, type Note, type NoteSignature } from './note.js';
import { type KeyType, type SigningKey, type VerifierKey } from './keys.js';

/** Checks the signatures of one key. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: number;
  /** Whether these bytes are this key's signature of this text. Never throws, whatever the bytes. */
  verifies(text: string, signature: Uint8Array): boolean;
}

/** Signs texts with one key. */
export interface NoteSigner {
  readonly name: string;
  readonly keyId: number;
  sign(text: string): Uint8Array;
}

/** Ed25519 over the text (RFC 8032; C2SP signed-note). Throws `key_type_unknown` for a key of co-signatures. */
export function noteVerifier(key: VerifierKey): NoteVerifier {
  requireType(key, 'note');
  const { name, keyId, publicKey } = key;
  return {
    name,
    keyId,
    verifies: (text, signature) => verify(null, Buffer.from(text), publicKey, signature),
  };
}

/** Ed25519 over the text. Throws `key_type_unknown` for a key of co-signatures. */
export function noteSigner(key: SigningKey): NoteSigner {
  requireType(key, 'note');
  const { name, keyId, privateKey } = key;
  return { name, keyId, sign: (text) => sign(null, Buffer.from(text), privateKey) };
}

/** Refuses to use a key for what it is not: the two types sign different bytes under different ids. */
export function requireType(key: { readonly type: KeyType }, type: KeyType): void {
  if (key.type !== type) {
    throw new LogFormatError('key_type_unknown', `This needs a key of type ${type}, not ${key.type}.`);
  }
}

/** A signature of the text, for a line below it. */
export const signText = (text: string, { name, keyId, sign: signer }: NoteSigner): NoteSignature => ({
  name,
  keyId,
  signature: signer(text),
});

/** The signed note, ready to be sent. The text ends in a newline. */
export const signNote = (text: string, signers: readonly NoteSigner[]): string =>
  formatNote({ text, signatures: signers.map((signer) => signText(text, signer)) });

/** A signature that was checked, and the verifier that recognised it. */
export interface VerifiedSignature extends NoteSignature {
  readonly verifier: NoteVerifier;
}

export interface OpenedNote {
  readonly text: string;
  /** One for each known key that signed, in the order of the note. */
  readonly verified: readonly VerifiedSignature[];
  /** Lines of keys that nobody here knows. They say nothing. */
  readonly unknown: readonly NoteSignature[];
}

/**
 * Checks a note against the keys that are trusted (C2SP signed-note). Unknown keys are passed over; every line of a
 * known key is checked, and one that fails refuses the whole note. A key that signed twice counts once.
 * Throws what `parseNote` throws, `signature_invalid`, `key_ambiguous` where two verifiers claim one line, and
 * `no_trusted_signature`.
 */
export function openNote(input: TextInput, verifiers: readonly NoteVerifier[]): OpenedNote {
  return openParsedNote(parseNote(input), verifiers);
}

/** As `openNote`, for a note that was parsed already. */
export function openParsedNote(note: Note, verifiers: readonly NoteVerifier[]): OpenedNote {
  const opened = sortSignatures(note, verifiers);
  if (opened.verified.length === 0) {
    throw new LogVerificationError('no_trusted_signature', 'No trusted key has signed this note.');
  }
  return opened;
}

/** Which signatures are verified and which are of unknown keys; there need not be any of either. */
export function sortSignatures({ text, signatures }: Note, verifiers: readonly NoteVerifier[]): OpenedNote {
  const verified = new Map<NoteVerifier, VerifiedSignature>();
  const unknown: NoteSignature[] = [];
  for (const signature of signatures) {
    const verifier = verifierOf(signature, verifiers);
    if (verifier === undefined) {
      unknown.push(signature);
    } else if (!verifier.verifies(text, signature.signature)) {
      throw new LogVerificationError('signature_invalid', `The signature of ${verifier.name} is wrong.`, {
        name: verifier.name,
      });
    } else if (!verified.has(verifier)) {
      verified.set(verifier, { ...signature, verifier });
    }
  }
  return { text, verified: [...verified.values()], unknown };
}

function verifierOf(
  { name, keyId }: NoteSignature,
  verifiers: readonly NoteVerifier[],
): NoteVerifier | undefined {
  const [verifier, another] = verifiers.filter((known) => known.name === name && known.keyId === keyId);
  if (another !== undefined) {
    throw new LogVerificationError('key_ambiguous', `Two keys are known as ${name} with one id.`, { name });
  }
  return verifier;
}
