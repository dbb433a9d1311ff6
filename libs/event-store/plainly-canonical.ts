/** Deeper values are left to the full check. */
const DEPTH_MAX = 16;
/** A whole number of so many digits has one spelling, and a double holds it exactly. */
const DIGITS_MAX = 15;

const [QUOTE, COMMA, MINUS, ZERO, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  ...'",-0:[]{}',
].map((letter) => letter.charCodeAt(0));
const words = ['true', 'false', 'null'];

const [PLAIN, DIGIT] = [1, 2];
/** What a byte may be in canonical JSON: a letter that stands in a string as itself, and a digit besides. */
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < 0x20 || byte >= 0x7f || byte === QUOTE || byte === 0x5c) return 0;
  return byte >= 0x30 && byte <= 0x39 ? PLAIN | DIGIT : PLAIN;
});

/**
 * Whether bytes are JSON in its canonical form (RFC 8785), as far as one look over them tells: ASCII without escapes, whole numbers, names in
 * order. True means that they are; false that the full way has to be gone. Nearly every event is of this kind, and
 * this is several times faster than to parse and write it again.
 */
export const isPlainlyCanonical = (bytes: Uint8Array): boolean => afterValue(bytes, 0, 0) === bytes.length;

/** The place after the value at `at`; -1 where it is not plainly canonical, and that again where `at` is -1. */
function afterValue(bytes: Uint8Array, at: number, depth: number): number {
  const first = bytes[at];
  if (first === QUOTE) return afterString(bytes, at);
  if (first === OPEN_OBJECT) return afterObject(bytes, at, depth + 1);
  if (first === OPEN_LIST) return afterList(bytes, at, depth + 1);
  return first === MINUS || isDigit(bytes, at) ? afterInteger(bytes, at) : afterWord(bytes, at);
}

function afterString(bytes: Uint8Array, at: number): number {
  let end = at + 1;
  while (((kinds[bytes[end] as number] as number) & PLAIN) !== 0) end += 1;
  return bytes[end] === QUOTE ? end + 1 : -1;
}

const isDigit = (bytes: Uint8Array, at: number): boolean =>
  ((kinds[bytes[at] as number] as number) & DIGIT) !== 0;

/** Of zero there is one spelling: it has no sign and begins no other number. */
function afterInteger(bytes: Uint8Array, at: number): number {
  const from = bytes[at] === MINUS ? at + 1 : at;
  let end = from;
  while (isDigit(bytes, end)) end += 1;
  const isZero = bytes[from] === ZERO;
  if (isZero) return from === at && end === at + 1 ? end : -1;
  return end > from && end - from <= DIGITS_MAX ? end : -1;
}

function afterWord(bytes: Uint8Array, at: number): number {
  const word = words.find((one) => one.charCodeAt(0) === bytes[at]);
  if (word === undefined) return -1;
  for (let place = 1; place < word.length; place += 1) {
    if (bytes[at + place] !== word.charCodeAt(place)) return -1;
  }
  return at + word.length;
}

function afterList(bytes: Uint8Array, at: number, depth: number): number {
  if (bytes[at + 1] === CLOSE_LIST) return at + 2;
  let end = at;
  do {
    end = depth > DEPTH_MAX ? -1 : afterValue(bytes, end + 1, depth);
  } while (bytes[end] === COMMA);
  return bytes[end] === CLOSE_LIST ? end + 1 : -1;
}

function afterObject(bytes: Uint8Array, at: number, depth: number): number {
  if (bytes[at + 1] === CLOSE_OBJECT) return at + 2;
  let end = at;
  let before = 0;
  do {
    const name = end + 1;
    const colon = bytes[name] === QUOTE ? afterString(bytes, name) : -1;
    const isNext = bytes[colon] === COLON && (before === 0 || isBefore(bytes, before, name));
    end = isNext && depth <= DEPTH_MAX ? afterValue(bytes, colon + 1, depth) : -1;
    before = name;
  } while (bytes[end] === COMMA);
  return bytes[end] === CLOSE_OBJECT ? end + 1 : -1;
}

/** Whether the name at the quote `one` comes before the one at `other`. One that the other begins with comes before it. */
function isBefore(bytes: Uint8Array, one: number, other: number): boolean {
  let place = 1;
  while (bytes[one + place] === bytes[other + place] && bytes[one + place] !== QUOTE) place += 1;
  const [left, right] = [bytes[one + place] as number, bytes[other + place] as number];
  return right !== QUOTE && (left === QUOTE || left < right);
}
