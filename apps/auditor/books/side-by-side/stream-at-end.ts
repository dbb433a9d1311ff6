const QUOTE = 0x22;
const STREAM = Buffer.from('"stream":');
const TYPE = Buffer.from(',"type":');
const END = Buffer.from('"}');

/**
 * The stream of an event, read from where it stands in a leaf: `…"stream":"S","type":"T"}` are the last members of the canonical form.
 * Of a leaf that holds an event this is its stream, whatever else it holds: a quote inside of a text has a backslash before it,
 * so what ends like this ends with these two members of the outermost object. Undefined where a leaf ends otherwise; what it tells of bytes
 * that are no event means nothing.
 */
export function streamAtEnd(leaf: Uint8Array): string | undefined {
  const typeEnd = leaf.length - END.length;
  const typeBegin = quoteBefore(leaf, typeEnd);
  const streamEnd = typeBegin - TYPE.length - 1;
  const streamBegin = quoteBefore(leaf, streamEnd);
  const isThere =
    stands(END, leaf, typeEnd) &&
    stands(TYPE, leaf, typeBegin - TYPE.length) &&
    leaf[streamEnd] === QUOTE &&
    stands(STREAM, leaf, streamBegin - STREAM.length);
  if (!isThere) return undefined;
  return Buffer.from(leaf.buffer, leaf.byteOffset + streamBegin + 1, streamEnd - streamBegin - 1).toString();
}

/** The place of the last quote before `end`; below zero where there is none. */
function quoteBefore(leaf: Uint8Array, end: number): number {
  let at = end - 1;
  while (at >= 0 && leaf[at] !== QUOTE) at -= 1;
  return at;
}

function stands(word: Uint8Array, leaf: Uint8Array, at: number): boolean {
  for (let place = 0; place < word.length; place += 1) {
    if (leaf[at + place] !== word[place]) return false;
  }
  return true;
}
