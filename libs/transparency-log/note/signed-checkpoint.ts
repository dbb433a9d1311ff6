import type { TextInput } from '../encoding/text.js';
import { LogVerificationError } from '../errors.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { formatNote, type NoteSignature, parseNote } from './note.js';
import { type NoteSigner, type NoteVerifier, type OpenedNote, openParsedNote, signNote } from './signing.js';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.js';

/** A log as somebody trusts it. Several keys only while one takes over from another. */
export interface TrustedLog {
  readonly origin: string;
  readonly verifiers: readonly NoteVerifier[];
}

/** A checkpoint that its log has signed. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** What was signed, with the signatures that were verified and those of unknown keys. */
  readonly note: OpenedNote;
}

/** *Publish*: the head signed under the log's name. The result is a note, to be served at `/checkpoint`. */
export const signCheckpoint = (head: TreeHead & { origin: string }, signers: readonly NoteSigner[]): string =>
  signNote(formatCheckpoint(head), signers);

/**
 * Checks that a trusted log has signed this checkpoint. `witnesses` are verified along where they signed; whether they
 * are enough is for a policy to say.
 * Throws what `parseNote` and `parseCheckpoint` throw, then in this order `origin_unknown`, `signature_invalid`,
 * `no_trusted_signature`.
 */
export function openCheckpoint(
  signed: TextInput,
  logs: readonly TrustedLog[],
  witnesses: readonly NoteVerifier[] = [],
): OpenedCheckpoint {
  const note = parseNote(signed);
  const checkpoint = parseCheckpoint(note.text);
  const { origin } = checkpoint;
  // Two logs of one origin are one log with two keys.
  const known = logs.filter((log) => log.origin === origin);
  if (known.length === 0) {
    throw new LogVerificationError('origin_unknown', `No log ${origin} is trusted here.`, { origin });
  }
  const verifiers = known.flatMap((log) => log.verifiers);
  const opened = openParsedNote(note, [...verifiers, ...witnesses]);
  if (!opened.verified.some(({ verifier }) => verifiers.includes(verifier))) {
    throw new LogVerificationError('no_trusted_signature', `The log ${origin} has not signed this.`, {
      origin,
    });
  }
  return { checkpoint, note: opened };
}

/** The signed checkpoint with co-signatures below those it has. Lines that are there already stay as they are. */
export function withCosignatures(signed: TextInput, cosignatures: readonly NoteSignature[]): string {
  const { text, signatures } = parseNote(signed);
  const isThere = (added: NoteSignature): boolean =>
    signatures.some(({ name, keyId }) => name === added.name && keyId === added.keyId);
  return formatNote({
    text,
    signatures: [...signatures, ...cosignatures.filter((added) => !isThere(added))],
  });
}
