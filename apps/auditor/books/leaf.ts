import { isUtf8 } from 'node:buffer';
import { canonicalJson, OutsideLimits, type Json, type JsonObject } from '#event-store';

/** An event as a leaf holds it. */
export interface LeafEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: string;
  readonly data: JsonObject;
}

/**
 * The event in a leaf, or why there is none. Its one spelling (RFC 8785) is asked for: JSON that names something twice, or in two
 * ways, would let two readers see two events in one leaf.
 */
export function readLeaf(leaf: Uint8Array): LeafEvent | { readonly wrong: string } {
  if (!isUtf8(leaf)) return { wrong: 'is not text' };
  const text = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength).toString('utf8');
  try {
    const value = JSON.parse(text) as Json;
    if (!isCanonical(value, text)) return { wrong: 'is not in canonical form' };
    return isEvent(value) ? value : { wrong: 'is not an event' };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof OutsideLimits) return { wrong: 'is not JSON' };
    throw error;
  }
}

/**
 * Whether a text is the canonical form of the value that was read out of it. JSON.stringify writes strings and numbers as the RFC asks and
 * names in the order of reading, so where it gives the text back only the order is left to look at. That is several
 * times faster than to write the canonical form; where it does not, that is what is done.
 */
function isCanonical(value: Json, text: string): boolean {
  const isPlain = !text.includes('\\ud') && JSON.stringify(value) === text && hasSortedNames(value);
  return isPlain || canonicalJson(value) === text;
}

function hasSortedNames(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(hasSortedNames);
  let before = '';
  for (const [name, member] of Object.entries(value as JsonObject)) {
    if (name < before || !hasSortedNames(member)) return false;
    before = name;
  }
  return true;
}

function isEvent(value: unknown): value is LeafEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { id, stream, revision, position, type, schemaVersion, recordedAt, data } = value as Record<
    string,
    unknown
  >;
  const areTexts = [id, stream, position, type, recordedAt].every((text) => typeof text === 'string');
  const areNumbers = [revision, schemaVersion].every((number) => Number.isSafeInteger(number));
  return areTexts && areNumbers && typeof data === 'object' && data !== null && !Array.isArray(data);
}
