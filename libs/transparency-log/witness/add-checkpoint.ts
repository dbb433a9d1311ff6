import { parseDecimal } from '../encoding/decimal.js';
import { Lines } from '../encoding/lines.js';
import { readText, type TextInput } from '../encoding/text.js';
import { LogFormatError } from '../errors.js';
import { type Hash } from '../merkle/hash.js';
import { NOTE_BYTES_MAX } from '../note/note.js';
import { formatHashLines, parseHashLines } from '../proof/hash-lines.js';

/** The largest request a witness reads: a note and 63 lines of a hash. */
export const REQUEST_BYTES_MAX = NOTE_BYTES_MAX + 4_096;

/** What a log sends to a witness (C2SP tlog-witness, add-checkpoint). */
export interface AddCheckpoint {
  /** The size of the checkpoint that the log believes the witness to have co-signed last; 0 if none. */
  readonly oldSize: number;
  /** The consistency proof from there to the new checkpoint. */
  readonly proof: readonly Hash[];
  /** The new checkpoint as signed, word for word. */
  readonly checkpoint: string;
}

/** The body of `POST /add-checkpoint`. Throws `too_many_hashes`, `hash_malformed`. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `old ${oldSize}\n${formatHashLines(proof)}\n${checkpoint}`;
}

/**
 * The request in such a body. The checkpoint is cut out, not yet read.
 * Throws `too_large`, `not_utf8`, `control_character`, `request_malformed`, `number_malformed`, `number_too_large`,
 * `base64_malformed`, `hash_malformed`, `too_many_hashes`.
 */
export function parseAddCheckpoint(body: TextInput): AddCheckpoint {
  const lines = new Lines(readText(body, REQUEST_BYTES_MAX));
  const old = lines.next();
  if (!old?.startsWith('old ')) throw malformed();
  const oldSize = parseDecimal(old.slice('old '.length));
  return { oldSize, proof: parseHashLines(lines, malformed), checkpoint: lines.rest() };
}

const malformed = (): LogFormatError =>
  new LogFormatError(
    'request_malformed',
    'This is not a request to a witness: old size, hashes, an empty line, a checkpoint.',
  );
