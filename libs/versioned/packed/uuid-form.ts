import { type TextForm, type Texts, viewOf } from './texts.js';

const UUID_BYTES = 16;
const UUID_LENGTH = 36;
const DASH = 0x2d;
const dashes = [8, 13, 18, 23];
/** Where the two digits of each of its bytes stand. */
const digitPairs = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
/** Which of its 32 digits stands at each of its 36 places; −1 for a dash. */
const digitAt = Int8Array.from({ length: UUID_LENGTH }, (_, place) =>
  dashes.includes(place) ? -1 : place - dashes.filter((dash) => dash < place).length,
);
/** What each code unit is worth as a hexadecimal digit in small letters; −1 for anything else. */
const worth = Int8Array.from({ length: 128 }, (_, unit) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(unit)),
);

/** UUIDs in small letters: 16 bytes each, in whose order they come as texts too. */
export const uuids: TextForm = {
  mark: 0,
  write: uuidBytes,
  read: (bytes) => {
    if (bytes.length % UUID_BYTES !== 0) throw new RangeError('a column of UUIDs is cut off');
    return new Uuids(viewOf(bytes));
  },
};

/** Where a UUID is spelled out: a string that is made at once is smaller than one that is put together, and compared faster. */
const spelled = Buffer.alloc(UUID_LENGTH);

class Uuids implements Texts {
  readonly size: number;

  constructor(private readonly bytes: Buffer) {
    this.size = bytes.length / UUID_BYTES;
  }

  lengthAt(): number {
    return UUID_LENGTH;
  }

  unitAt(place: number, index: number): number {
    const digit = digitAt[index] ?? -1;
    if (digit < 0) return DASH;
    const byte = this.bytes[place * UUID_BYTES + (digit >> 1)] ?? 0;
    const value = (digit & 1) === 0 ? byte >> 4 : byte & 15;
    return value < 10 ? 0x30 + value : 0x57 + value;
  }

  at(place: number): string {
    for (let index = 0; index < UUID_LENGTH; index += 1) spelled[index] = this.unitAt(place, index);
    return spelled.toString('latin1');
  }
}

/** Undefined where a text is anything else than a UUID in small letters. */
function uuidBytes(texts: readonly string[]): Uint8Array | undefined {
  const bytes = new Uint8Array(texts.length * UUID_BYTES);
  let at = 0;
  for (const text of texts) {
    if (!putUuid(text, bytes, at)) return undefined;
    at += UUID_BYTES;
  }
  return bytes;
}

/** Writes the 16 bytes of a UUID in small letters to this place. False where the text is anything else, with some of them written. */
export function putUuid(text: string, bytes: Uint8Array, at: number): boolean {
  if (text.length !== UUID_LENGTH) return false;
  for (const place of dashes) if (text.charCodeAt(place) !== DASH) return false;
  let next = at;
  for (const place of digitPairs) {
    const byte = ((worth[text.charCodeAt(place)] ?? -1) << 4) | (worth[text.charCodeAt(place + 1)] ?? -1);
    if (byte < 0) return false;
    bytes[next++] = byte;
  }
  return true;
}
