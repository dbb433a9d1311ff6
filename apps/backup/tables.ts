import type pg from 'pg';

/** What nothing else can tell again: what happened, who everybody is, and what was signed. All tables of these schemas are kept. */
export const KEPT_SCHEMAS = ['directory', 'event_store', 'transparency_log'];
/** Worked out from the events again by whatever server runs next. */
export const WORKED_OUT_SCHEMAS = ['command_handling', 'read', 'rebuilding'];

export interface Table {
  /** `schema.table`, as it is written in a file's name and in SQL: all names of the house are plain words. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** The tables that are kept, as this database has them. */
export async function keptTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname || '.' || c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind = 'r' AND n.nspname = ANY ($1)
     GROUP BY c.oid, n.nspname, c.relname ORDER BY n.nspname, c.relname`,
    [KEPT_SCHEMAS],
  );
  return rows;
}

export async function hasRows(client: pg.ClientBase, { name }: Table): Promise<boolean> {
  // The tree's one row is there from the beginning.
  const written = name === 'transparency_log.tree' ? 'WHERE size > 0' : '';
  const { rowCount } = await client.query(`SELECT FROM ${name} ${written} LIMIT 1`);
  return rowCount !== 0;
}

/** The migrations that have run, in their order; none in a database where no server was ever started. */
export async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('migrations') IS NOT NULL AS there`,
  );
  if (rows[0]?.there !== true) return [];
  const run = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp');
  return run.rows.map(({ name }) => name);
}

/** How values are written as text, whatever this server's settings are. */
export const TEXT_FORMAT = `SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; SET LOCAL intervalstyle = 'iso_8601';
  SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0`;
