import { parseDecimal } from '../encoding/decimal.js';
import { Lines } from '../encoding/lines.js';
import { readText, type TextInput } from '../encoding/text.js';
import { isLogError, LogFormatError, type LogError } from '../errors.js';
import {
  formatSignatureLines,
  NOTE_BYTES_MAX,
  parseSignatureLines,
  type NoteSignature,
} from '../note/note.js';
import { sortSignatures, type NoteVerifier, type VerifiedSignature } from '../note/signing.js';

/** What a witness answers over HTTP (C2SP tlog-witness). */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
}

const TEXT = 'text/plain; charset=utf-8';

/** The answer that carries co-signatures. */
export const cosignedAnswer = (cosignatures: readonly NoteSignature[]): WitnessAnswer => ({
  status: 200,
  contentType: TEXT,
  body: formatSignatureLines(cosignatures),
});

/** The answer to a request that was refused. Throws the error on where it is no refusal, but a defect. */
export function refusedAnswer(error: unknown): WitnessAnswer {
  if (!isLogError(error)) throw error;
  if (error.code === 'old_size_stale') {
    return { status: 409, contentType: 'text/x.tlog.size', body: `${error.details['size']}\n` };
  }
  return { status: statusOf(error), contentType: TEXT, body: `${error.code}: ${error.message}\n` };
}

/** What is untrue about a proof or a tree answers 422; these say who may ask for what. */
const otherStatuses: Partial<Record<LogError['code'], 400 | 403 | 404>> = {
  sizes_out_of_order: 400,
  no_trusted_signature: 403,
  signature_invalid: 403,
  origin_unknown: 404,
};

const statusOf = (error: LogError): 400 | 403 | 404 | 422 =>
  error instanceof LogFormatError ? 400 : (otherStatuses[error.code] ?? 422);

/**
 * The co-signatures in a witness's answer that hold for the checkpoint's text. Lines of keys that are not in `witnesses`
 * are passed over, so the result may be empty. Throws what `parseSignatureLines` throws, and `signature_invalid`.
 */
export function openCosignatures(
  body: TextInput,
  checkpointText: string,
  witnesses: readonly NoteVerifier[],
): readonly VerifiedSignature[] {
  const signatures = parseSignatureLines(readText(body, NOTE_BYTES_MAX));
  return sortSignatures({ text: checkpointText, signatures }, witnesses).verified;
}

/** The size in the body of a 409. Throws `response_malformed`, `number_malformed`, `number_too_large`. */
export function parseSizeConflict(body: TextInput): number {
  const lines = new Lines(readText(body, 32));
  const size = lines.next();
  if (size === undefined || lines.rest() !== '') {
    throw new LogFormatError('response_malformed', 'This is not a size and a newline.');
  }
  return parseDecimal(size);
}
