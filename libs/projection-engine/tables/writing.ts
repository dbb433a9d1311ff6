import type { ReadTable, RowValues, Written } from './read-table.js';

/**
 * What becomes of rows: `begin` makes new ones, and refuses one that is there; `change` refuses one that is not there; `add` makes
 * it where it is missing.
 */
export type Deed = 'begin' | 'change' | 'add';

/** Rows of one table, each key once, to which the same is done. */
export interface Rows {
  readonly table: ReadTable;
  readonly deed: Deed;
  readonly rows: readonly RowValues[];
}

/** Finds rows by their keys, whole and in any order; what is not there is left out. Each key once. */
export type LookUp = (table: ReadTable, keys: readonly RowValues[]) => Promise<RowValues[]>;

/** To whom a projection says what a batch does to its rows. It is written afterwards, with what other projections say. */
export class Writing {
  readonly said: Rows[] = [];

  constructor(
    /** Looks up rows as they were before the batch. */
    readonly lookUp: LookUp,
  ) {}

  /** New rows. What of them is not told: a sum is 0, the rest null or the column's default object. */
  begin<Property extends string>(
    table: ReadTable<Property>,
    rows: readonly Written<NoInfer<Property>>[],
  ): void {
    this.say(table, 'begin', rows);
  }

  /** Changes of rows that must be there, or begin in the same batch. Each key at most once. */
  change<Property extends string>(
    table: ReadTable<Property>,
    rows: readonly Written<NoInfer<Property>>[],
  ): void {
    this.say(table, 'change', rows);
  }

  /** Changes of rows that begin with whatever comes first. Each key at most once. */
  add<Property extends string>(
    table: ReadTable<Property>,
    rows: readonly Written<NoInfer<Property>>[],
  ): void {
    this.say(table, 'add', rows);
  }

  private say(table: ReadTable, deed: Deed, rows: readonly object[]): void {
    if (rows.length > 0) this.said.push({ table, deed, rows: rows as Rows['rows'] });
  }
}
