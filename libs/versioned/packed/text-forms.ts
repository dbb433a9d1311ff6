import { packNumbers, PackedNumbers } from './packed-numbers.js';
import { type TextForm, type Texts, viewOf } from './texts.js';
import { uuids } from './uuid-form.js';

/** Texts of the first 256 characters, one byte each, and where they end. */
const narrow: TextForm = {
  mark: 1,
  write: (texts) => {
    const joined = texts.join('');
    return /[\u0100-\uffff]/.test(joined) ? undefined : withEnds(texts, bytesOf(joined, 'latin1'));
  },
  read: (bytes) => new Units(bytes, 1, 'latin1'),
};

/** Any texts, two bytes a UTF-16 code unit, and where they end: also what is no proper Unicode comes back as it was. */
const wide: TextForm = {
  mark: 2,
  write: (texts) => withEnds(texts, bytesOf(texts.join(''), 'utf16le')),
  read: (bytes) => new Units(bytes, 2, 'utf16le'),
};

/** The shortest first. */
export const textForms: readonly TextForm[] = [uuids, narrow, wide];

class Units implements Texts {
  readonly size: number;
  readonly #ends: PackedNumbers;
  readonly #units: Buffer;

  constructor(
    bytes: Uint8Array,
    private readonly width: 1 | 2,
    private readonly encoding: BufferEncoding,
  ) {
    const endsLength = bytes.length < 4 ? Number.NaN : viewOf(bytes).readUInt32LE();
    if (!(bytes.length >= 4 + endsLength)) throw new RangeError('a column of texts is cut off');
    this.#ends = new PackedNumbers(bytes.subarray(4, 4 + endsLength));
    this.#units = viewOf(bytes.subarray(4 + endsLength));
    this.size = this.#ends.length;
    for (let place = 0; place < this.size; place += 1)
      if (this.lengthAt(place) < 0) throw new RangeError('texts of a column end before they begin');
    if (this.#startOf(this.size) * width !== this.#units.length)
      throw new RangeError('a column of texts is cut off');
  }

  lengthAt(place: number): number {
    return this.#startOf(place + 1) - this.#startOf(place);
  }

  unitAt(place: number, index: number): number {
    const at = (this.#startOf(place) + index) * this.width;
    const unit = this.#units[at] ?? 0;
    return this.width === 1 ? unit : unit + 256 * (this.#units[at + 1] ?? 0);
  }

  at(place: number): string {
    const [start, end] = [this.#startOf(place), this.#startOf(place + 1)];
    return this.#units.toString(this.encoding, start * this.width, end * this.width);
  }

  #startOf(place: number): number {
    return place === 0 ? 0 : this.#ends.at(place - 1);
  }
}

function withEnds(texts: readonly string[], units: Uint8Array): Uint8Array {
  let end = 0;
  const ends = packNumbers(texts.map((text) => (end += text.length)));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, ends.length, true);
  return Buffer.concat([length, ends, units]);
}

const bytesOf = (text: string, encoding: BufferEncoding): Uint8Array => Buffer.from(text, encoding);
