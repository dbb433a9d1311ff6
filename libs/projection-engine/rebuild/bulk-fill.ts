import type { Pool } from 'pg';
import type { BareEvent } from '#event-store';
import { toldOf } from '../tables/encoding.js';
import type { Column, ReadTable, RowValues, Value } from '../tables/read-table.js';
import type { Rows } from '../tables/writing.js';
import type { Projection } from '../runner/projection.js';
import { requireUnbroken } from '../runner/unbroken.js';
import { type CarriedRow, CarriedRows } from './carried.js';
import { type RowsToCopy, RowsGathered } from './rows-to-copy.js';
import { lookingUpWritten } from './looking-up-written.js';
import { rowsForNewVersions, type Span } from './new-version.js';
import { copyNotes, copyRows, isNoted, placeText } from './notes.js';
import { Remembered } from './remembered.js';

export interface NewVersions {
  /** For rows that are looked up by their keys. */
  readonly lookUps: Pool;
  readonly projections: readonly Projection[];
  /** So many rows of each table are kept in memory at least. */
  readonly carriedAtLeast?: number;
}

/** Those of some dozens of books that run at the same time. */
const CARRIED_AT_LEAST = 500;

/**
 * Works out what a share of the books makes of new versions that nobody reads yet: what batches do is carried in memory as long as more is
 * likely to come, and then told as rows that are to be written in bulk.
 */
export class BulkFill {
  private readonly carried = new Map<ReadTable, CarriedRows>();
  private readonly remembered: Remembered;
  private readonly atLeast: number;
  private readonly rows = new RowsGathered();
  private span: Span = { from: 0n, to: 0n };

  constructor(private readonly into: NewVersions) {
    this.atLeast = into.carriedAtLeast ?? CARRIED_AT_LEAST;
    const lookUp = lookingUpWritten(into.lookUps, into.projections, () => this.span.from);
    this.remembered = new Remembered(lookUp, this.atLeast);
  }

  /**
   * Takes what the span that follows the ones before has for these books, and answers with what is to be written. Waits where it needs what
   * was answered before and is not written yet. Rejects with what a projection throws.
   */
  async take(events: readonly BareEvent[], span: Span): Promise<RowsToCopy> {
    requireUnbroken({ gapless: false }, events, span.from);
    this.span = span;
    const said = await rowsForNewVersions(this.into.projections, events, span, this.remembered.lookUp);
    for (const rows of said) this.carry(rows);
    for (const [table, rows] of this.carried) this.put(table, rows.settled());
    return this.rows.taken();
  }

  /** What is still carried. */
  end(): RowsToCopy {
    for (const [table, rows] of this.carried) this.put(table, rows.all());
    return this.rows.taken();
  }

  private carry({ table, deed, rows }: Rows): void {
    if (table.lookedUp) this.remembered.remember(table, rows);
    if (!isNoted(table)) {
      this.putUnchanging(table, rows);
      return;
    }
    let carried = this.carried.get(table);
    if (carried === undefined) this.carried.set(table, (carried = new CarriedRows(table, this.atLeast)));
    carried.take(deed, rows);
  }

  /** Rows that never change. */
  private putUnchanging(table: ReadTable, rows: readonly RowValues[]): void {
    const command = copyRows(table);
    this.gather(table, () => {
      for (const row of rows) this.rows.add(command, table.columns, (column) => toldOf(row, column));
    });
  }

  /** A row from its beginning on goes where it belongs, anything else is noted. */
  private put(table: ReadTable, rows: readonly CarriedRow[]): void {
    if (rows.length === 0) return;
    const [whole, noted, place] = [copyRows(table), copyNotes(table), placeText(this.span.to)];
    this.gather(table, () => {
      for (const { begun, values } of rows) {
        const valueOf = (_: Column, at: number): Value => values[at];
        if (begun) this.rows.add(whole, table.columns, valueOf);
        else this.rows.add(noted, table.columns, valueOf, place);
      }
    });
  }

  /** A value that is none is told with its table and where the books are. */
  private gather({ name }: ReadTable, add: () => void): void {
    try {
      add();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${name}, up to position ${this.span.to}: ${reason}`, { cause: error });
    }
  }
}
