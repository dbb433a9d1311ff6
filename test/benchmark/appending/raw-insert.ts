import type pg from 'pg';
import { type RawRow } from './pledges.js';

/** Rows in a statement. */
export const STATEMENT_ROWS = 512;

const COLUMNS = 'position, recorded_at, id, revision, schema_version, stream, type, data, metadata';
const COLUMN_COUNT = 9;

/** How rows can be put into a table without any rule: one statement and one commit for each 512. */
export type RawInsert = (
  client: pg.Client,
  table: string,
  rows: readonly RawRow[],
  before: number,
) => Promise<void>;

/** INSERT … VALUES (…), (…), prepared once. `before` is the position of the last row. */
export const insertValues: RawInsert = async (client, table, rows, before) => {
  const recordedAt = new Date().toISOString();
  const values = rows.flatMap(({ stream, id, type, data, metadata }, index) => [
    before + index + 1,
    recordedAt,
    id,
    0,
    1,
    stream,
    type,
    data,
    metadata,
  ]);
  await client.query({
    name: `insert ${rows.length} into ${table}`,
    text: valuesStatement(table, rows.length),
    values,
  });
};

const statements = new Map<string, string>();

function valuesStatement(table: string, rows: number): string {
  const key = `${table} ${rows}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const tuples = Array.from({ length: rows }, (_, row) => {
    const parameters = Array.from(
      { length: COLUMN_COUNT },
      (_, column) => `$${row * COLUMN_COUNT + column + 1}`,
    );
    return `(${parameters.join(', ')})`;
  });
  const text = `INSERT INTO ${table} (${COLUMNS}) VALUES ${tuples.join(', ')}`;
  statements.set(key, text);
  return text;
}

/** INSERT … SELECT from arrays, which spares both sides most of the parameters: about the fastest there is but COPY. */
export const insertArrays: RawInsert = async (client, table, rows, before) => {
  await client.query({
    name: `insert arrays into ${table}`,
    text: `INSERT INTO ${table} (${COLUMNS})
      SELECT $1::bigint + ordinal, now(), id, 0, 1, stream, type, data::json, metadata::json
      FROM unnest(string_to_array($2, E'\\n'), $3::uuid[], string_to_array($4, E'\\n'),
                  string_to_array($5, E'\\n'), string_to_array($6, E'\\n'))
           WITH ORDINALITY AS row (stream, id, type, data, metadata, ordinal)`,
    values: [
      before,
      rows.map(({ stream }) => stream).join('\n'),
      `{${rows.map(({ id }) => id).join(',')}}`,
      rows.map(({ type }) => type).join('\n'),
      rows.map(({ data }) => data).join('\n'),
      rows.map(({ metadata }) => metadata).join('\n'),
    ],
  });
};
