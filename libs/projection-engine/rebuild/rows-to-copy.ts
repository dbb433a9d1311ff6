import { CopyBytes } from '../tables/copy-bytes.js';
import type { Column, Value } from '../tables/read-table.js';

/** Rows as COPY's binary format has them between its header and its trailer, by the statement that takes them. */
export type RowsToCopy = ReadonlyMap<string, readonly Uint8Array<ArrayBuffer>[]>;

/** Gathers rows that are to be copied into tables. */
export class RowsGathered {
  private readonly tables = new Map<string, CopyBytes>();

  /** `valueOf` tells each column's value. A note has its place after all columns. */
  add(
    command: string,
    columns: readonly Column[],
    valueOf: (column: Column, at: number) => Value,
    place?: string,
  ): void {
    let bytes = this.tables.get(command);
    if (bytes === undefined) this.tables.set(command, (bytes = new CopyBytes()));
    bytes.begin(columns.length + (place === undefined ? 0 : 1));
    for (let at = 0; at < columns.length; at += 1) {
      const column = columns[at] as Column;
      bytes.add(valueOf(column, at), column.type);
    }
    if (place !== undefined) bytes.add(place, 'text');
  }

  /** What was gathered since it was asked for last. */
  taken(): RowsToCopy {
    const rows = new Map<string, readonly Uint8Array<ArrayBuffer>[]>();
    for (const [command, bytes] of this.tables) {
      const taken = bytes.taken();
      if (taken.length > 0) rows.set(command, taken);
    }
    return rows;
  }
}

/** What can be moved to another thread without being copied. */
export const buffersOf = (rows: RowsToCopy): ArrayBuffer[] =>
  [...rows.values()].flatMap((chunks) => chunks.map(({ buffer }) => buffer));
