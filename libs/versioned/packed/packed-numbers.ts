/** Bytes that a number takes; in eight it is a double, which holds every safe integer. */
const WIDTHS = [1, 2, 4, 8] as const;

/**
 * A column of whole numbers from 0 to the largest safe integer: a byte that tells how many bytes each takes, as many as the
 * largest needs, and the numbers, little-endian. Throws a RangeError on any other number.
 */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  let largest = 0;
  for (const number of numbers) {
    assertWhole(number);
    if (number > largest) largest = number;
  }
  const width = WIDTHS.find((bytes) => bytes === 8 || largest < 256 ** bytes) ?? 8;
  const packed = new Uint8Array(1 + numbers.length * width);
  packed[0] = width;
  const view = new DataView(packed.buffer, 1);
  numbers.forEach((number, index) => {
    if (width === 1) view.setUint8(index, number);
    else if (width === 2) view.setUint16(index * 2, number, true);
    else if (width === 4) view.setUint32(index * 4, number, true);
    else view.setFloat64(index * 8, number, true);
  });
  return packed;
}

/** Looks numbers up in what packNumbers gave. */
export class PackedNumbers {
  readonly length: number;
  /** The largest of them; 0 where there is none. */
  readonly largest: number;
  readonly #width: number;
  readonly #view: DataView;

  /** Throws a RangeError where this is no column of numbers. */
  constructor(packed: Uint8Array) {
    const width = WIDTHS.find((bytes) => bytes === packed[0]);
    if (width === undefined || (packed.length - 1) % width !== 0)
      throw new RangeError('a column of numbers is cut off or of another kind');
    this.#width = width;
    this.#view = new DataView(packed.buffer, packed.byteOffset + 1, packed.length - 1);
    this.length = this.#view.byteLength / width;
    let largest = 0;
    for (let index = 0; index < this.length; index += 1) {
      const number = this.at(index);
      if (width === 8) assertWhole(number);
      if (number > largest) largest = number;
    }
    this.largest = largest;
  }

  /** The number at this place, from 0. Throws a RangeError beyond the last. */
  at(index: number): number {
    switch (this.#width) {
      case 1:
        return this.#view.getUint8(index);
      case 2:
        return this.#view.getUint16(index * 2, true);
      case 4:
        return this.#view.getUint32(index * 4, true);
      default:
        return this.#view.getFloat64(index * 8, true);
    }
  }
}

function assertWhole(number: number): void {
  if (!Number.isSafeInteger(number) || number < 0)
    throw new RangeError(`${number} is not a whole number from 0`);
}
