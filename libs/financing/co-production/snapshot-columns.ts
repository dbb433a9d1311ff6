import { PackedNumbers, PackedTexts } from '#versioned';
import type { Columns } from '#decision';

/** The texts of a column. Throws, naming it, where it is missing or no column of texts. */
export const textsIn = (columns: Columns, name: string): PackedTexts =>
  usable(name, () => new PackedTexts(column(columns, name)));

/** The numbers of a column. Throws, naming it, where it is missing, no column of numbers, or not all of them are below this one. */
export const numbersIn = (columns: Columns, name: string, below = Number.POSITIVE_INFINITY): PackedNumbers =>
  usable(name, () => {
    const numbers = new PackedNumbers(column(columns, name));
    if (numbers.length > 0 && numbers.largest >= below)
      throw new RangeError(`${numbers.largest} is not below ${below}`);
    return numbers;
  });

function column(columns: Columns, name: string): Uint8Array {
  const bytes = columns[name];
  if (bytes === undefined) throw new RangeError('it is missing');
  return bytes;
}

function usable<Column>(name: string, read: () => Column): Column {
  try {
    return read();
  } catch (error) {
    throw new Error(`a snapshot has no usable column "${name}"`, { cause: error });
  }
}
