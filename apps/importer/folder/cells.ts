import { minorUnitDigits, parseMajorUnits } from '#decision';
import type { FileName, Origin, Refusal } from '../refusal.js';
import type { CsvRow } from './csv.js';
import { isDate, isDecimal } from './values.js';

/**
 * Reads the cells of one row. The first cell that is not as it must be makes the refusal of the row; what is read from
 * then on is a filler, and the row is not used.
 */
export class Cells<Column extends string> {
  readonly origin: Origin;
  private found: Refusal | undefined;

  constructor(
    file: FileName,
    private readonly row: CsvRow<Column | 'ref'>,
  ) {
    this.origin = { file, line: row.line, ref: row.cells.ref };
    if (row.cellCount !== undefined) this.refuseCellCount(row.cellCount);
    if (row.cells.ref === '') this.refuse('value_missing', 'The row has no ref.');
  }

  /** Why the row cannot be used, if so. */
  get refusal(): Refusal | undefined {
    return this.found;
  }

  refuse(code: string, words: string): void {
    this.found ??= { ...this.origin, code, words };
  }

  /** As it stands; it must be there. */
  text(column: Column): string {
    const value = this.row.cells[column];
    if (value === '') this.refuse('value_missing', `There is no ${column}.`);
    return value;
  }

  /** Undefined where the cell is empty. */
  optionalText(column: Column): string | undefined {
    return this.row.cells[column] || undefined;
  }

  /** `YYYY-MM-DD`. */
  date(column: Column): string {
    return this.checked(column, isDate, 'date_malformed', 'a day written YYYY-MM-DD');
  }

  optionalDate(column: Column): string | undefined {
    return this.row.cells[column] === '' ? undefined : this.date(column);
  }

  /** Minor units of the currency. A sign is let through: the rules have a word for an amount that is not positive. */
  amount(column: Column, currency: string): number {
    const value = this.text(column);
    try {
      return parseMajorUnits(value, currency);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const tooLarge = isDecimal(value.replace(/^-/, ''), minorUnitDigits(currency));
      const [code, kind] = tooLarge
        ? ['amount_too_large', 'an amount that the books can hold']
        : ['number_malformed', `an amount in ${currency}, such as 510.00`];
      this.refuse(code, `The ${column} "${value}" is not ${kind}.`);
      return 0;
    }
  }

  /** A decimal string without a sign. */
  decimal(column: Column, decimalsMax: number): string {
    const kind = `a number with at most ${decimalsMax} decimals, such as 10.5`;
    return this.checked(column, (value) => isDecimal(value, decimalsMax), 'number_malformed', kind);
  }

  /** An integer from 0 on. */
  wholeNumber(column: Column): number {
    return Number(
      this.checked(column, (value) => /^\d{1,9}$/.test(value), 'number_malformed', 'a whole number'),
    );
  }

  choice<Value extends string>(column: Column, values: readonly Value[]): Value {
    const allowed = (value: string) => values.includes(value as Value);
    return this.checked(column, allowed, 'value_unknown', `one of ${values.join(', ')}`) as Value;
  }

  /** The ref of another row; `code` is what the rules call it where there is no such row. */
  reference(column: Column, refs: ReadonlySet<string>, file: FileName, code: string): string {
    const value = this.text(column);
    if (!refs.has(value)) this.refuse(code, `The ${column} "${value}" is not in ${file}.`);
    return value;
  }

  private checked(column: Column, holds: (value: string) => boolean, code: string, kind: string): string {
    const value = this.text(column);
    if (!holds(value)) this.refuse(code, `The ${column} "${value}" is not ${kind}.`);
    return value;
  }

  private refuseCellCount(count: number): void {
    const columns = Object.keys(this.row.cells).length;
    this.refuse(
      count < columns ? 'column_missing' : 'column_unknown',
      `The row has ${count} cells, and the header ${columns} columns.`,
    );
  }
}
