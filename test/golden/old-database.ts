import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { createEmptyDatabase, type TestDatabase } from '../postgres/database.js';
import { file } from './release.js';

/** The database as the release left it. */
export async function createOldDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    for (const part of partsOf(file('database.sql'))) await run(client, part);
  } finally {
    await client.end();
  }
  return database;
}

interface Part {
  readonly sql: string;
  /** The lines after a COPY … FROM stdin. */
  readonly rows?: string;
}

/** SQL as psql takes it: statements, and after each COPY its rows up to a line that is `\.`. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { 0: copy, index } of text.matchAll(/^COPY .* FROM stdin;\n/gm)) {
    const begin = index + copy.length;
    const end = text.indexOf('\\.\n', begin);
    parts.push({ sql: text.slice(at, index) }, { sql: copy, rows: text.slice(begin, end) });
    at = end + '\\.\n'.length;
  }
  return [...parts, { sql: text.slice(at) }];
}

async function run(client: pg.Client, { sql, rows }: Part): Promise<void> {
  if (rows === undefined) await client.query(sql);
  else await pipeline(Readable.from([rows]), client.query(from(sql)));
}
