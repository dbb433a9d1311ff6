import { CsvError, parse } from 'csv-parse/sync';
import { FolderUnusable } from './unusable.js';

/** A line of a file that has a cell for each column, or the reason why it does not. */
export interface CsvRow<Column extends string> {
  readonly line: number;
  readonly cells: { readonly [column in Column]: string };
  /** How many cells there are where it is not one for each column. */
  readonly cellCount?: number;
}

/** Rows of one file; more are a sign of a wrong file, not of a co-production. */
export const ROWS_MAX = 200_000;

/**
 * The rows of a CSV text (RFC 4180), in their order, with their line numbers. Taken as they come: a byte order mark, any
 * line end, empty lines. The header must name exactly these columns, in any order; a header that does not, or a quote
 * that does not close, throws FolderUnusable, because then no row can be trusted.
 */
export function readCsv<Column extends string>(
  file: string,
  text: string,
  columns: readonly Column[],
): CsvRow<Column>[] {
  const [header, ...records] = parseRecords(file, text);
  if (header === undefined) throw new FolderUnusable(file, 1, 'column_missing', 'The file is empty.');
  if (records.length > ROWS_MAX) {
    throw new FolderUnusable(file, ROWS_MAX + 2, 'too_many_rows', `A file has at most ${ROWS_MAX} rows.`);
  }
  const places = checkHeader(file, header, columns);
  return records.map(({ record, line }) => {
    const cells = Object.fromEntries(
      columns.map((column) => [column, record[places.get(column) ?? -1] ?? '']),
    ) as { [column in Column]: string };
    return record.length === columns.length ? { line, cells } : { line, cells, cellCount: record.length };
  });
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly line: number;
}

function parseRecords(file: string, text: string): CsvRecord[] {
  try {
    const parsed = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      // The header, and one row more than may be: enough to know, whatever else the file holds.
      to: ROWS_MAX + 2,
      max_record_size: 100_000,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    throw new FolderUnusable(file, line, 'csv_malformed', error.message);
  }
}

function checkHeader(file: string, header: CsvRecord, columns: readonly string[]): Map<string, number> {
  const unusable = (code: string, column: string, words: string) =>
    new FolderUnusable(file, header.line, code, `${words} "${column}"; expected: ${columns.join(', ')}.`);
  const places = new Map<string, number>();
  for (const [place, column] of header.record.entries()) {
    if (!columns.includes(column)) throw unusable('column_unknown', column, 'No such column:');
    if (places.has(column)) throw unusable('column_repeated', column, 'Twice the column');
    places.set(column, place);
  }
  const missing = columns.find((column) => !places.has(column));
  if (missing !== undefined) throw unusable('column_missing', missing, 'There is no column');
  return places;
}
