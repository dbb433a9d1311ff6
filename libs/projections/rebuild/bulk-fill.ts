import type { Pool } from 'pg';
import type { RecordedEvent } from '#event-store';
import { toldOf } from '../rows/encoding.js';
import type { ReadTable, Value } from '../rows/read-table.js';
import { lookingUp } from '../rows/looking-up.js';
import type { Rows } from '../rows/writing.js';
import type { Projection } from '../runner/projection.js';
import { type CarriedRow, CarriedRows } from './carried.js';
import { inNewVersions, rowsForNewVersions } from './new-version.js';
import { copyIn, isNoted, type Lines, notes, wholeRows } from './notes.js';
import { Remembered } from './remembered.js';

export interface NewVersions {
  /** For COPY. */
  readonly pool: Pool;
  /** For rows that are looked up by their keys. */
  readonly lookUps: Pool;
  readonly projections: readonly Projection[];
  /** So many rows of each table are kept in memory at least. */
  readonly carriedAtLeast?: number;
}

/** Those of some dozens of books that run at the same time. */
const CARRIED_AT_LEAST = 2_500;

/**
 * Fills new versions that nobody reads yet: what batches do is carried in memory as long as more is likely to come, and written in bulk,
 * each batch while the next one is worked out.
 */
export class BulkFill {
  private readonly carried = new Map<ReadTable, CarriedRows>();
  private readonly remembered: Remembered;
  private written: Promise<void> = Promise.resolve();
  private position = 0n;

  private readonly atLeast: number;

  constructor(private readonly into: NewVersions) {
    this.atLeast = into.carriedAtLeast ?? CARRIED_AT_LEAST;
    const lookUp = lookingUp(into.lookUps, 'rebuilding');
    this.remembered = new Remembered(async (table, keys) => {
      await this.written;
      return lookUp(table, keys);
    }, this.atLeast);
  }

  /** Takes the batch that follows the ones before. Rejects with NewVersionLost, and with what a projection throws. */
  async take(batch: readonly RecordedEvent[], from: bigint): Promise<void> {
    const to = batch.at(-1)?.position ?? from;
    const said = await rowsForNewVersions(this.into.projections, batch, from, this.remembered.lookUp);
    const lines = said.flatMap((rows) => this.carry(rows));
    for (const [table, rows] of this.carried) lines.push(...linesOf(table, rows.settled(), to));
    await this.write(lines, from, to);
  }

  /** Writes what is still carried. */
  async end(): Promise<void> {
    const lines = [...this.carried].flatMap(([table, rows]) => linesOf(table, rows.all(), this.position));
    await this.write(lines, this.position, this.position);
    await this.written;
  }

  /** Answers with what is written at once: rows that never change. */
  private carry({ table, deed, rows }: Rows): Lines[] {
    if (table.lookedUp) this.remembered.remember(table, rows);
    if (!isNoted(table)) return [wholeRows(table, valuesOf(table, rows))];
    let carried = this.carried.get(table);
    if (carried === undefined) this.carried.set(table, (carried = new CarriedRows(table, this.atLeast)));
    carried.take(deed, rows);
    return [];
  }

  /** Begins to write when what came before is written. */
  private async write(lines: readonly Lines[], from: bigint, to: bigint): Promise<void> {
    await this.written;
    const { pool, projections } = this.into;
    this.written = inNewVersions(pool, projections, { from, to }, (client) => copyIn(client, lines));
    // Whoever waits for it next hears of it.
    this.written.catch(() => {});
    this.position = to;
  }
}

const valuesOf = (table: ReadTable, rows: Rows['rows']): Value[][] =>
  rows.map((row) => table.columns.map((column) => toldOf(row, column)));

/** A row from its beginning on goes where it belongs, anything else is noted. */
function linesOf(table: ReadTable, rows: readonly CarriedRow[], position: bigint): Lines[] {
  const [begun, changed]: [Value[][], Value[][]] = [[], []];
  for (const row of rows) (row.begun ? begun : changed).push(row.values);
  const lines: Lines[] = [];
  if (begun.length > 0) lines.push(wholeRows(table, begun));
  if (changed.length > 0) lines.push(notes(table, changed, position));
  return lines;
}
