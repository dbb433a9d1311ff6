/** What a leaf is about, for a sentence; whatever it holds, nothing in it can move a terminal's cursor. */
export function leafInWords(leaf: Uint8Array): string {
  try {
    const { type, stream, recordedAt } = JSON.parse(Buffer.from(leaf).toString('utf8')) as Record<
      string,
      unknown
    >;
    if ([type, stream, recordedAt].every((word) => typeof word === 'string')) {
      return `${printable(type as string)} in ${printable(stream as string)} of ${printable(recordedAt as string)}`;
    }
  } catch {
    // Not JSON: told as such below.
  }
  return 'an entry that is no event';
}

const WORD_LENGTH_MAX = 120;

/** At most `lengthMax` characters of a text, none of which does anything but show: none moves a cursor, is unseen, or turns the reading round. */
export const printable = (text: string, lengthMax = WORD_LENGTH_MAX): string =>
  text
    .slice(0, lengthMax)
    .replaceAll(/[^\x20-\x7e\u00a0-\u061b\u061d-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff]/g, '?');
