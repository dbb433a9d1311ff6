import { parseDecimal } from '../encoding/decimal.js';
import { Lines } from '../encoding/lines.js';
import { readText, type TextInput } from '../encoding/text.js';
import { LogFormatError } from '../errors.js';
import { formatHash, parseHash } from '../merkle/hash.js';
import { isTreeSize, type TreeHead } from '../merkle/tree-head.js';
import { NOTE_BYTES_MAX } from './note.js';

/** The head of a log's tree under the log's name (C2SP tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  /** The name of the log, a line that is not empty; by custom its address without a scheme. */
  readonly origin: string;
  /** Further lines that the log signs along. Nobody audits them; this house writes none. */
  readonly extensions: readonly string[];
}

/** The text that a log signs: origin, size and root, a line each. Throws `checkpoint_malformed`, `hash_malformed`. */
export function formatCheckpoint(
  checkpoint: TreeHead & { origin: string; extensions?: readonly string[] },
): string {
  const { origin, size, root, extensions = [] } = checkpoint;
  const lines = [origin, ...extensions];
  if (!isTreeSize(size) || lines.some((line) => line === '' || line.includes('\n'))) throw malformed();
  return readText([origin, size, formatHash(root), ...extensions, ''].join('\n'), NOTE_BYTES_MAX);
}

/**
 * The checkpoint that a note's text says. Throws `too_large`, `not_utf8`, `control_character`, `checkpoint_malformed`,
 * `number_malformed`, `number_too_large`, `base64_malformed`, `hash_malformed`.
 */
export function parseCheckpoint(text: TextInput): Checkpoint {
  const lines = new Lines(readText(text, NOTE_BYTES_MAX));
  const origin = lines.next();
  const size = lines.next();
  const root = lines.next();
  if (!origin || size === undefined || root === undefined) throw malformed();
  const head = { size: parseDecimal(size), root: parseHash(root) };
  return { origin, ...head, extensions: parseExtensions(lines.rest()) };
}

function parseExtensions(rest: string): string[] {
  if (rest === '') return [];
  if (rest.startsWith('\n') || rest.includes('\n\n') || !rest.endsWith('\n')) throw malformed();
  return rest.slice(0, -1).split('\n');
}

const malformed = (): LogFormatError =>
  new LogFormatError('checkpoint_malformed', 'This is not a checkpoint: origin, size and root, a line each.');
