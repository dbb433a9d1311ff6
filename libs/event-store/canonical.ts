import canonicalize from 'canonicalize';
import { JSON_DEPTH_MAX, OutsideLimits } from './limits.js';
import { type Json, type RecordedEvent } from './port.js';

/**
 * The one text of a JSON value after RFC 8785. Throws OutsideLimits for what is no JSON (undefined, NaN, infinities, lone surrogates,
 * functions, objects of a class, arrays with holes) and for more than 100 levels: nothing is left out or turned into something else.
 */
export function canonicalJson(value: Json): string {
  requireJson(value, 0);
  try {
    return canonicalize(value) as string;
  } catch (error) {
    throw new OutsideLimits(`No canonical form: ${(error as Error).message}.`);
  }
}

/**
 * The leaf of an event: its canonical JSON in UTF-8. `position` is a decimal string, because it may be larger than what a
 * number of JSON holds exactly.
 */
export function canonicalBytes(event: RecordedEvent): Uint8Array {
  const { id, stream, revision, type, schemaVersion, data, metadata, recordedAt } = event;
  const position = event.position.toString();
  return Buffer.from(
    canonicalJson({ id, stream, revision, position, type, schemaVersion, data, metadata, recordedAt }),
  );
}

function requireJson(value: unknown, depth: number): void {
  if (depth > JSON_DEPTH_MAX) throw new OutsideLimits(`JSON is deeper than ${JSON_DEPTH_MAX} levels.`);
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return;
  if (typeof value === 'object') {
    requireMembers(value, depth + 1);
    return;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new OutsideLimits(`${String(value)}, a ${typeof value}, is not JSON.`);
  }
}

function requireMembers(value: object, depth: number): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) requireJson(value[index], depth);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && !fromAnotherRealm(prototype)) {
    throw new OutsideLimits('An object of a class is not JSON.');
  }
  for (const key of Object.keys(value)) {
    requireJson((value as Record<string, unknown>)[key], depth);
  }
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    throw new OutsideLimits('An object that turns itself into JSON is not JSON.');
  }
}

/** JSON.parse may belong to another realm (a vm context), whose plain objects have an Object.prototype of their own. */
function fromAnotherRealm(prototype: unknown): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf');
}
