import type { LookUp } from '../tables/writing.js';
import type { ReadTable, RowValues } from '../tables/read-table.js';
import { RecentRows } from '../tables/recent-rows.js';

/** Looks rows up in memory, where they were written or asked for lately, and elsewhere the others. */
export class Remembered {
  private readonly tables = new Map<ReadTable, RecentRows<RowValues>>();

  constructor(
    private readonly elsewhere: LookUp,
    private readonly atLeast: number,
  ) {}

  readonly lookUp: LookUp = async (table, keys) => {
    const rows = this.rowsOf(table);
    const [found, missing]: [RowValues[], RowValues[]] = [[], []];
    for (const key of keys) {
      const row = rows.get(key);
      if (row === undefined) missing.push(key);
      else found.push(row);
    }
    if (missing.length === 0) return found;
    const others = await this.elsewhere(table, missing);
    this.remember(table, others);
    return [...found, ...others];
  };

  /** `rows` are whole and never change. */
  remember(table: ReadTable, rows: readonly RowValues[]): void {
    const known = this.rowsOf(table);
    for (const row of rows) known.set(row, row);
    known.givenUp();
  }

  private rowsOf(table: ReadTable): RecentRows<RowValues> {
    let rows = this.tables.get(table);
    if (rows === undefined) this.tables.set(table, (rows = new RecentRows(table, this.atLeast)));
    return rows;
  }
}
