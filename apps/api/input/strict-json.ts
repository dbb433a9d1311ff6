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

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw malformed('The body is not UTF-8.');
  }
}

const NUMBER = /-?\d[\d.eE+-]*/y;
const COLON = /\s*:/y;
const WHOLE = /^-?\d+$/;

/** The keys of the objects that are open at this point; undefined stands for an array. */
type Open = (Set<string> | undefined)[];

/** Goes over a text already known to be JSON, of which strings, brackets and numbers matter. */
function checkStructure(text: string): void {
  const open: Open = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') {
      const end = endOfString(text, at);
      if (text.charAt(end) === ':' || isAt(COLON, text, end))
        addKey(open.at(-1), stringOf(text.slice(at, end)));
      at = end - 1;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined);
      if (open.length > JSON_DEPTH_MAX) throw malformed(`The body is nested deeper than ${JSON_DEPTH_MAX}.`);
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (beginsNumber(character) && isAt(NUMBER, text, at)) {
      checkNumber(text.slice(at, NUMBER.lastIndex));
      at = NUMBER.lastIndex - 1;
    }
  }
}

const beginsNumber = (character: string): boolean =>
  character === '-' || (character >= '0' && character <= '9');

/** Whether it is there; its lastIndex is where it ends then. */
function isAt(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(text);
}

/** Behind its closing quotation mark. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  return end + 1;
}

const stringOf = (quoted: string): string =>
  quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);

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
