import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import type { BackupFile } from '../file/backup-file.js';
import type { Part } from '../file/manifest.js';
import { BackupRefused } from '../refusal.js';
import { KEPT_SCHEMAS, keptTables, TEXT_FORMAT } from '../tables.js';

/** Fills the tables with what the backup holds. The caller's transaction makes it all or nothing. */
export async function loadTables(client: pg.ClientBase, backup: BackupFile): Promise<void> {
  await client.query(TEXT_FORMAT);
  const known = new Map((await keptTables(client)).map((table) => [table.name, table]));
  for (const part of backup.manifest.parts) {
    if (part.table === undefined) continue;
    // Names go into SQL as they are, so they must be those that the migrations have made.
    const { name, columns, rows } = part.table;
    if (columns.some((column) => known.get(name)?.columns.includes(column) !== true)) throw foreign(part);
    if ((await loadTable(client, part.table, backup, part)) !== rows) throw foreign(part);
  }
  await countOn(client);
}

const foreign = ({ name }: Part): BackupRefused =>
  new BackupRefused('backup_altered', `${name} does not hold what the manifest tells of it.`);

type Rows = NonNullable<Part['table']>;

/** Through a table of its own, because the tree's one row is there already. */
async function loadTable(
  client: pg.ClientBase,
  { name, columns }: Rows,
  backup: BackupFile,
  part: Part,
): Promise<number> {
  const isThere = (await client.query(`SELECT FROM ${name} LIMIT 1`)).rowCount !== 0;
  const target = isThere ? 'pg_temp.incoming' : name;
  if (isThere) await client.query(`CREATE TEMPORARY TABLE incoming (LIKE ${name}) ON COMMIT DROP`);
  const list = columns.join(', ');
  const rows = client.query(from(`COPY ${target} (${list}) FROM STDIN`));
  const source = backup.read(part.name);
  if (source === undefined) throw foreign(part);
  await pipeline(source, createGunzip(), rows);
  if (isThere) {
    const changes = columns.map((column) => `${column} = incoming.${column}`).join(', ');
    await client.query(`UPDATE ${name} SET ${changes} FROM pg_temp.incoming; DROP TABLE pg_temp.incoming`);
  }
  return rows.rowCount;
}

/** Columns that count go on where the backup's had come to. */
async function countOn(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(
    `SELECT pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) AS sequence,
            n.nspname || '.' || c.relname AS table, a.attname AS column
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND n.nspname = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
       AND pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) IS NOT NULL`,
    [KEPT_SCHEMAS],
  );
  for (const { sequence, table, column } of rows) {
    await client.query(`SELECT setval($1, coalesce(max(${column}), 0) + 1, false) FROM ${table}`, [sequence]);
  }
}
