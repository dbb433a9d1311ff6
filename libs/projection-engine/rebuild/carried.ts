import { toldOf } from '../tables/encoding.js';
import { type Column, keysOf, type ReadTable, type RowValues, type Value } from '../tables/read-table.js';
import { RecentRows } from '../tables/recent-rows.js';
import type { Deed } from '../tables/writing.js';

/** What batches did to a row since it was last written, or since it began. */
export interface CarriedRow {
  /** Whether it is the whole row, from its beginning on. */
  readonly begun: boolean;
  /** One a column, as the table has them. */
  readonly values: Value[];
}

/**
 * The rows of one table that batches are doing something to, summed up in memory: most rows change while their book is young, so most are
 * written once. Throws on a row that begins twice.
 */
export class CarriedRows {
  private readonly rows: RecentRows<CarriedRow>;
  /** Keys are first. */
  private readonly changing: number;
  /** By their first key, mostly the book: all rows of others that are added to are carried here from their beginning on. */
  private readonly given = new Set<Value>();

  constructor(
    private readonly table: ReadTable,
    atLeast: number,
  ) {
    this.rows = new RecentRows(table, atLeast);
    this.changing = keysOf(table).length;
  }

  take(deed: Deed, rows: readonly RowValues[]): void {
    for (const row of rows) {
      const carried = this.rows.get(row);
      if (carried === undefined) {
        const values = this.table.columns.map((column) => toldOf(row, column));
        this.rows.set(row, { begun: deed === 'begin' || this.isFirst(values[0]), values });
        continue;
      }
      if (deed === 'begin') throw new Error(`a row of ${this.table.name} begins twice`);
      this.sumUp(carried.values, row);
    }
  }

  /** Rows that nothing was done to lately, to be written now. */
  settled(): CarriedRow[] {
    const rows = this.rows.givenUp();
    if (this.table.added) for (const { values } of rows) this.given.add(values[0]);
    return rows;
  }

  all(): CarriedRow[] {
    return this.rows.all();
  }

  private isFirst(key: Value): boolean {
    return this.table.added && !this.given.has(key);
  }

  private sumUp(values: Value[], row: RowValues): void {
    const { columns } = this.table;
    for (let place = this.changing; place < columns.length; place += 1) {
      const { role, property } = columns[place] as Column;
      if (role === 'once' && values[place] !== null) continue;
      const told = row[property];
      if (told === undefined || told === null) continue;
      if (role === 'sum') values[place] = Number(values[place]) + Number(told);
      else if (role === 'last' || role === 'once') values[place] = told;
      else values[place] = overlaid(values[place], told);
    }
  }
}

function overlaid(earlier: Value, later: Value): string {
  if (later === '{}') return String(earlier);
  const [below, above] = [earlier, later].map((text) => JSON.parse(String(text)) as object);
  return JSON.stringify({ ...below, ...above });
}
