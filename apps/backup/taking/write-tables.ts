import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import type { Draft } from '../file/draft.js';
import type { Table } from '../tables.js';

/** Writes all rows of a table: what PostgreSQL's own COPY gives (its text format), compressed. Memory does not grow with it. */
export async function writeTable(client: pg.Client, { name, columns }: Table, draft: Draft): Promise<number> {
  const rows = client.query(to(`COPY ${name} (${columns.join(', ')}) TO STDOUT`));
  const zipped = createGzip();
  const piped = pipeline(rows, zipped);
  // It is awaited below; until then the reader of what is zipped is told of a failure.
  piped.catch(() => undefined);
  await draft.add(`tables/${name}.copy.gz`, zipped, () => ({ name, columns, rows: rows.rowCount }));
  await piped;
  return rows.rowCount;
}
