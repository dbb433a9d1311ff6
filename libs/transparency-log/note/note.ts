import { fromBase64, toBase64 } from '../encoding/base64.js';
import { Lines } from '../encoding/lines.js';
import { readText, type TextInput } from '../encoding/text.js';
import { LogFormatError } from '../errors.js';
import { isKeyName } from './key-name.js';

/** The largest note that is read; Go's sumdb has the same limits. */
export const NOTE_BYTES_MAX = 1_000_000;
export const SIGNATURES_MAX = 100;

/** One line below a note: who says to have signed it, and with what. Nothing is verified here. */
export interface NoteSignature {
  readonly name: string;
  /** 32 bits that tell keys of one name apart. */
  readonly keyId: number;
  /** What follows the key id: 64 bytes for Ed25519. */
  readonly signature: Uint8Array;
}

/** A text, ending in a newline, and the signatures below it. The text says nothing until a signature is verified. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const KEY_ID_BYTES = 4;
const LINE_START = '\u2014 ';

/**
 * A signed note (C2SP signed-note): text, an empty line, at least one signature. It is divided at its last empty line.
 * Throws `too_large`, `not_utf8`, `control_character`, `note_malformed`, `signature_malformed`, `base64_malformed`,
 * `too_many_signatures`.
 */
export function parseNote(input: TextInput): Note {
  const whole = readText(input, NOTE_BYTES_MAX);
  const end = whole.lastIndexOf('\n\n') + 1;
  if (end === 0) throw new LogFormatError('note_malformed', 'No empty line divides text and signatures.');
  return { text: whole.slice(0, end), signatures: parseSignatureLines(whole.slice(end + 1)) };
}

/** The note as it is sent and stored. Throws what `parseNote` would throw at the other end. */
export function formatNote(note: Note): string {
  if (!note.text.endsWith('\n')) {
    throw new LogFormatError('note_malformed', 'The text of a note ends in a newline.');
  }
  return `${readText(note.text, NOTE_BYTES_MAX)}\n${formatSignatureLines(note.signatures)}`;
}

/** Signature lines without a text, as a witness answers them. 1 to 100 lines, each ending in a newline. */
export function parseSignatureLines(text: string): NoteSignature[] {
  const lines = new Lines(text);
  const signatures: NoteSignature[] = [];
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (signatures.length === SIGNATURES_MAX) {
      throw new LogFormatError('too_many_signatures', `More than ${SIGNATURES_MAX} signatures.`);
    }
    signatures.push(parseSignatureLine(line));
  }
  if (signatures.length === 0 || lines.rest() !== '') {
    throw new LogFormatError('note_malformed', 'The note does not end in a signature line.');
  }
  return signatures;
}

/** The lines of these signatures, 1 to 100, each ending in a newline. */
export function formatSignatureLines(signatures: readonly NoteSignature[]): string {
  if (signatures.length === 0) throw new LogFormatError('note_malformed', 'A note has a signature.');
  if (signatures.length > SIGNATURES_MAX) {
    throw new LogFormatError('too_many_signatures', `More than ${SIGNATURES_MAX} signatures.`);
  }
  return signatures.map(formatSignatureLine).join('');
}

function parseSignatureLine(line: string): NoteSignature {
  const space = line.indexOf(' ', LINE_START.length);
  const name = line.slice(LINE_START.length, space);
  if (!line.startsWith(LINE_START) || space < 0 || !isKeyName(name)) throw signatureMalformed();
  const bytes = fromBase64(line.slice(space + 1));
  if (bytes.length <= KEY_ID_BYTES) throw signatureMalformed();
  const keyId = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { name, keyId, signature: bytes.subarray(KEY_ID_BYTES) };
}

function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  if (!isKeyName(name) || signature.length === 0) throw signatureMalformed();
  const bytes = new Uint8Array(KEY_ID_BYTES + signature.length);
  new DataView(bytes.buffer).setUint32(0, keyId);
  bytes.set(signature, KEY_ID_BYTES);
  return `${LINE_START}${name} ${toBase64(bytes)}\n`;
}

const signatureMalformed = (): LogFormatError =>
  new LogFormatError('signature_malformed', 'This is not a signature line: — name base64.');
