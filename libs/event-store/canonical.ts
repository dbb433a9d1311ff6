import { JSON_DEPTH_MAX, OutsideLimits } from './limits.js';
import { isPlainlyCanonical } from './plainly-canonical.js';
import { type Json, type RecordedEvent } from './port.js';

/** ASCII that needs no escape: nearly every string there is in an event. */
const PLAIN = /^[ !#-[\]-~]*$/;
const KEYS_FEW = 16;
/** So many names of members are remembered, and none that is longer; whoever makes up more does not push them out. */
const NAMES_MAX = 1_000;
const NAME_LENGTH_MAX = 64;
const quotedNames = new Map<string, string>();
/** In a pattern with the flag u a pair of surrogates is one character, so this finds the lone ones. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The one text of a JSON value after RFC 8785. Throws OutsideLimits for what is no JSON (undefined, NaN, infinities, lone surrogates,
 * functions, objects of a class, arrays with holes) and for more than 100 levels, those above it included, if it is to stand within something
 * else: nothing is left out or turned into something else.
 *
 * The RFC takes numbers and strings as JSON.stringify writes them (3.2.2) and orders keys by their UTF-16 code units (3.2.3), as
 * sort() does. Every event goes through here, which is why it checks and writes in one pass; the package
 * `canonicalize` is held against it in the tests.
 */
export function canonicalJson(value: Json, levelsAbove = 0): string {
  return write(value, levelsAbove);
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

/** The bytes of the canonical form of what is given as JSON. As a rule it is canonical already. Throws OutsideLimits as `canonicalJson` does. */
export function canonicalBytesOf(json: string): Uint8Array {
  const bytes = Buffer.from(json);
  return isPlainlyCanonical(bytes) ? bytes : Buffer.from(canonicalJson(JSON.parse(json) as Json));
}

function write(value: unknown, depth: number): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new OutsideLimits(`The number ${value} is not JSON.`);
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') throw new OutsideLimits(`A value of type ${typeof value} is not JSON.`);
  if (depth === JSON_DEPTH_MAX) throw new OutsideLimits(`JSON is deeper than ${JSON_DEPTH_MAX} levels.`);
  return Array.isArray(value) ? writeArray(value, depth + 1) : writeObject(value, depth + 1);
}

function writeArray(values: readonly unknown[], depth: number): string {
  let text = '[';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    text += write(values[index], depth);
  }
  return `${text}]`;
}

function writeObject(value: object, depth: number): string {
  requirePlain(value);
  let text = '{';
  for (const key of sorted(Object.keys(value))) {
    if (text.length > 1) text += ',';
    text += quotedName(key) + write((value as Record<string, unknown>)[key], depth);
  }
  return `${text}}`;
}

/** Sorts the keys where they are, by code units. Most objects have few, for which sort() takes longer to begin than this takes. */
function sorted(keys: string[]): string[] {
  if (keys.length > KEYS_FEW) return keys.sort();
  for (let next = 1; next < keys.length; next++) {
    const key = keys[next] as string;
    let place = next;
    for (; place > 0 && (keys[place - 1] as string) > key; place--) keys[place] = keys[place - 1] as string;
    keys[place] = key;
  }
  return keys;
}

/** The name of a member with its colon. Events have few names, which come again and again. */
function quotedName(name: string): string {
  const known = quotedNames.get(name);
  if (known !== undefined) return known;
  const quoted = `${quote(name)}:`;
  if (quotedNames.size < NAMES_MAX && name.length <= NAME_LENGTH_MAX) quotedNames.set(name, quoted);
  return quoted;
}

function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (LONE_SURROGATE.test(text)) throw new OutsideLimits('A string has a lone surrogate.');
  return JSON.stringify(text);
}

/** An object of a class may hold what its members do not show, or mean to be written in a way of its own. */
function requirePlain(value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && !fromAnotherRealm(prototype)) {
    throw new OutsideLimits('An object of a class is not JSON.');
  }
}

/** JSON.parse may belong to another realm (a vm context), whose plain objects have an Object.prototype of their own. */
function fromAnotherRealm(prototype: unknown): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf');
}
