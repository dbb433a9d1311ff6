import { isUtf8 } from 'node:buffer';
import { canonicalJson, OutsideLimits, type Json, type JsonObject } from '#event-store';
import { plainFields, type Fields } from './plain-fields.js';

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
 * ways, would let two readers see two events in one leaf. Texts may be views of the whole leaf: whoever keeps one copies it.
 */
export function readLeaf(leaf: Uint8Array): LeafEvent | { readonly wrong: string } {
  const fields = plainFields(leaf) ?? readWithCare(leaf);
  if (typeof fields === 'string') return { wrong: fields };
  return isEvent(fields) ? fields : { wrong: 'is not an event' };
}

/** What is in a leaf that one glance could not read, or what is wrong with it. */
function readWithCare(leaf: Uint8Array): Fields | string {
  if (!isUtf8(leaf)) return 'is not text';
  const text = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength).toString('utf8');
  try {
    const value = JSON.parse(text) as Json;
    if (canonicalJson(value) !== text) return 'is not in canonical form';
    return typeof value === 'object' && value !== null ? (value as Fields) : 'is not an event';
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof OutsideLimits) return 'is not JSON';
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

function isEvent(fields: Fields): fields is Fields & LeafEvent {
  const { id, stream, revision, position, type, schemaVersion, recordedAt, data } = fields;
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
