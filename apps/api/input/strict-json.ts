import { Problem } from '../problems/problem.js';

/** No body of ours is deeper than 4. */
export const JSON_DEPTH_MAX = 16;

/** Keys that every object has already, and that reach its prototype in careless code. No input has a field of such a name. */
const RESERVED_KEYS: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
]);

/**
 * Reads JSON (RFC 8259) of which there is only one reading: valid UTF-8, no key twice in an object, no reserved key, no
 * number that only rounding makes whole, at most JSON_DEPTH_MAX deep. Throws the problem malformed_json otherwise.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('The body is not JSON.');
  }
  checkStructure(text);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('The body is not UTF-8.');
  }
}

/** A string with what follows it, a bracket, or a number: all that matters of a text already known to be JSON. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]|-?\d[\d.eE+-]*/g;
const WHOLE = /^-?\d+$/;

/** The keys of the objects that are open at this point; undefined stands for an array. */
type Open = (Set<string> | undefined)[];

function checkStructure(text: string): void {
  const open: Open = [];
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined);
      if (open.length > JSON_DEPTH_MAX) throw malformed(`The body is nested deeper than ${JSON_DEPTH_MAX}.`);
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (colon !== undefined) {
      addKey(open.at(-1), JSON.parse(token.slice(0, -colon.length)) as string);
    } else if (!token.startsWith('"')) {
      checkNumber(token);
    }
  }
}

/** 100.00000000000000001 would be read as 100, and 1e-999 as 0: an amount is what was written, or it is refused. */
function checkNumber(token: string): void {
  if (Number.isInteger(Number(token)) && !WHOLE.test(token)) {
    throw malformed('The body has a whole number that is not written as one.');
  }
}

function addKey(keys: Set<string> | undefined, key: string): void {
  if (RESERVED_KEYS.has(key)) throw malformed('The body has a reserved key.');
  if (keys?.has(key)) throw malformed('The body has a key twice in one object.');
  keys?.add(key);
}

const malformed = (detail: string): Problem => new Problem('malformed_json', { detail });
