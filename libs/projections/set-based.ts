import type { Queries } from './runner/projection.js';

/** The properties of a row that are sent, each with the SQL type of its column. */
export type Columns<Row> = { readonly [Name in keyof Row & string]?: SqlType };
type SqlType = 'uuid' | 'text' | 'bigint' | 'integer' | 'boolean' | 'date' | 'timestamptz' | 'jsonb';

/** Rows as SQL knows them. */
export interface RowSource {
  /** The columns' names, as in `INSERT INTO table (names)`. */
  readonly names: string;
  /** The rows, as in `SELECT … FROM rows`: a relation called `change`. */
  readonly rows: string;
}

/**
 * Sends one statement for any number of rows: they travel as arrays, one a column, and `unnest` turns them into rows again.
 * A property `pledgedOn` is the column `pledged_on`; a bigint or a number becomes its digits, null stays null.
 * Without rows nothing is sent. Answers how many rows were written.
 */
export async function writeRows<Row extends object>(
  transaction: Queries,
  rows: readonly Row[],
  columns: Columns<Row>,
  sql: (source: RowSource) => string,
): Promise<number> {
  if (rows.length === 0) return 0;
  const properties = Object.keys(columns) as (keyof Row & string)[];
  const names = properties.map(columnName).join(', ');
  const arrays = properties.map((property, place) => `$${place + 1}::${columns[property]}[]`).join(', ');
  const { rowCount } = await transaction.query(
    sql({ names, rows: `unnest(${arrays}) AS change (${names})` }),
    properties.map((property) => rows.map((row) => row[property])),
  );
  return rowCount ?? 0;
}

/** As writeRows, for changes of rows that must be there. Throws where one is not: its book would not add up. */
export async function changeRows<Row extends object>(
  transaction: Queries,
  rows: readonly Row[],
  columns: Columns<Row>,
  sql: (source: RowSource) => string,
): Promise<void> {
  const written = await writeRows(transaction, rows, columns, sql);
  if (written !== rows.length) {
    throw new Error(`${rows.length - written} of ${rows.length} rows to change are not there`);
  }
}

const columnName = (property: string): string =>
  property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
