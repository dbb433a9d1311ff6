import { isUtf8 } from 'node:buffer';
import { canonicalJson, OutsideLimits, type Json, type JsonObject } from '#event-store';
import { isPlainlyCanonical } from './plain-canonical.js';

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
 * ways, would let two readers see two events in one leaf. `isPlain` is what isPlainlyCanonical says of the leaf, where it was asked before.
 */
export function readLeaf(
  leaf: Uint8Array,
  isPlain = isPlainlyCanonical(leaf),
): LeafEvent | { readonly wrong: string } {
  if (!isPlain && !isUtf8(leaf)) return { wrong: 'is not text' };
  const text = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength).toString(
    isPlain ? 'latin1' : 'utf8',
  );
  try {
    const value = JSON.parse(text) as Json;
    if (!isPlain && canonicalJson(value) !== text) return { wrong: 'is not in canonical form' };
    return isEvent(value) ? value : { wrong: 'is not an event' };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof OutsideLimits) return { wrong: 'is not JSON' };
    throw error;
  }
}

/** What is written into reports and journals without being looked at again must not hold a line end or anything else that means something there. */
const shapes = {
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  stream: /^[A-Za-z0-9._-]{1,200}$/,
  position: /^(0|[1-9]\d{0,18})$/,
  recordedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/,
} as const;

function isEvent(value: unknown): value is LeafEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { id, stream, revision, position, type, schemaVersion, recordedAt, data } = value as Record<
    string,
    unknown
  >;
  return (
    isOf(shapes.id, id) &&
    isOf(shapes.stream, stream) &&
    isOf(shapes.position, position) &&
    typeof type === 'string' &&
    isOf(shapes.recordedAt, recordedAt) &&
    Number.isSafeInteger(revision) &&
    Number.isSafeInteger(schemaVersion) &&
    typeof data === 'object' &&
    data !== null &&
    !Array.isArray(data)
  );
}

const isOf = (shape: RegExp, value: unknown): boolean => typeof value === 'string' && shape.test(value);
