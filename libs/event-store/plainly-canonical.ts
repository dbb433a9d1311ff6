/** Deeper values are left to the full check. No event is nearly as deep. */
const DEPTH_MAX = 16;
/** Integers of so many digits have one spelling, and a double holds them exactly. */
const DIGITS_MAX = 15;

const [QUOTE, COMMA, MINUS, ZERO, NINE, COLON] = [0x22, 0x2c, 0x2d, 0x30, 0x39, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const [T, F, N] = [0x74, 0x66, 0x6e];
const [TRUE, FALSE, NULL] = ['true', 'false', 'null'].map((word) => Buffer.from(word));

/** 1 for what stands in a string as itself and takes one byte: ASCII without controls, quotes and backslashes. */
const plain = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x7f && byte !== QUOTE && byte !== 0x5c ? 1 : 0,
);

/**
 * Whether bytes are JSON in its canonical form (RFC 8785), as one glance over them can tell: ASCII without escapes, whole numbers, names
 * in order and each once. True means that they are; false that the full check has to say. Nearly every leaf
 * is of this kind, and this is several times faster than to write the canonical form again and compare.
 */
export function isPlainlyCanonical(bytes: Uint8Array): boolean {
  return afterValue(bytes, 0, 0) === bytes.length;
}

/**
 * Tells of every member of the outermost object where its name, from quote to quote, and its value stand. False where the bytes are no
 * object, or not plainly canonical; what was told until then is worth nothing.
 */
export function plainMembers(
  bytes: Uint8Array,
  member: (name: number, nameEnd: number, value: number, valueEnd: number) => void,
): boolean {
  return bytes[0] === OPEN_OBJECT && afterMembers(bytes, 0, 1, member) === bytes.length;
}

/** The place after the value that begins at `at`; -1 where it is not plainly canonical. */
function afterValue(bytes: Uint8Array, at: number, depth: number): number {
  const first = bytes[at];
  if (first === QUOTE) return afterString(bytes, at);
  if (first === OPEN_OBJECT) return depth < DEPTH_MAX ? afterObject(bytes, at, depth + 1) : -1;
  if (first === OPEN_LIST) return depth < DEPTH_MAX ? afterList(bytes, at, depth + 1) : -1;
  if (first === T) return afterWord(bytes, at, TRUE as Buffer);
  if (first === F) return afterWord(bytes, at, FALSE as Buffer);
  if (first === N) return afterWord(bytes, at, NULL as Buffer);
  return afterInteger(bytes, at);
}

function afterString(bytes: Uint8Array, at: number): number {
  let end = at + 1;
  while (plain[bytes[end] as number] === 1) end += 1;
  return bytes[end] === QUOTE ? end + 1 : -1;
}

/** One zero, or digits that do not begin with one, perhaps with a minus before them. What follows is for the caller to look at. */
function afterInteger(bytes: Uint8Array, at: number): number {
  const from = bytes[at] === MINUS ? at + 1 : at;
  if (bytes[from] === ZERO) return from === at ? from + 1 : -1;
  let end = from;
  while ((bytes[end] as number) >= ZERO && (bytes[end] as number) <= NINE) end += 1;
  return end > from && end - from <= DIGITS_MAX ? end : -1;
}

function afterWord(bytes: Uint8Array, at: number, word: Uint8Array): number {
  for (let place = 0; place < word.length; place += 1) {
    if (bytes[at + place] !== word[place]) return -1;
  }
  return at + word.length;
}

function afterList(bytes: Uint8Array, at: number, depth: number): number {
  if (bytes[at + 1] === CLOSE_LIST) return at + 2;
  let end = at;
  do {
    end = afterValue(bytes, end + 1, depth);
    if (end < 0) return -1;
  } while (bytes[end] === COMMA);
  return bytes[end] === CLOSE_LIST ? end + 1 : -1;
}

const afterObject = (bytes: Uint8Array, at: number, depth: number): number =>
  bytes[at + 1] === CLOSE_OBJECT ? at + 2 : afterMembers(bytes, at, depth);

/** `member` is told where each member's name and value begin and end. */
function afterMembers(
  bytes: Uint8Array,
  at: number,
  depth: number,
  member?: (name: number, nameEnd: number, value: number, valueEnd: number) => void,
): number {
  let end = at;
  let before = -1;
  do {
    const name = end + 1;
    if (bytes[name] !== QUOTE) return -1;
    const colon = afterString(bytes, name);
    if (colon < 0 || bytes[colon] !== COLON) return -1;
    if (before >= 0 && !isBefore(bytes, before, name)) return -1;
    before = name;
    end = afterValue(bytes, colon + 1, depth);
    if (end < 0) return -1;
    member?.(name, colon, colon + 1, end);
  } while (bytes[end] === COMMA);
  return bytes[end] === CLOSE_OBJECT ? end + 1 : -1;
}

/** Whether the name that begins at the quote `one` comes before the one at `other`; both end with a quote. */
function isBefore(bytes: Uint8Array, one: number, other: number): boolean {
  let place = 1;
  while (bytes[one + place] === bytes[other + place]) {
    if (bytes[one + place] === QUOTE) return false;
    place += 1;
  }
  const [left, right] = [bytes[one + place] as number, bytes[other + place] as number];
  return left === QUOTE || (right !== QUOTE && left < right);
}
