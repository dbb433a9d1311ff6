import type pg from 'pg';

/** Everything that a log is made of in its database, the events included. */
const tables = [
  'event_store.events',
  'transparency_log.tree',
  'transparency_log.tile_pieces',
  'transparency_log.entry_pieces',
  'transparency_log.checkpoints',
];

/** From now on nothing in the database refuses a change, as for somebody who owns it. */
export async function disableTriggers(pool: pg.Pool): Promise<void> {
  for (const table of tables) await pool.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
}

/** A dump of the log and its events, under a name. */
export async function dump(pool: pg.Pool, name: string): Promise<void> {
  await pool.query(`CREATE SCHEMA ${name}`);
  for (const table of tables) {
    await pool.query(`CREATE TABLE ${name}.${table.split('.')[1]} AS TABLE ${table}`);
  }
}

/** Puts everything back as it was in a dump, in one transaction. */
export async function restore(pool: pg.Pool, name: string): Promise<void> {
  const statements = tables.map(
    (table) =>
      `DELETE FROM ${table}; INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE ${name}.${table.split('.')[1]}`,
  );
  await pool.query(statements.join('; '));
}

/** Takes the log away and leaves the events, so that a notary makes another one of them. */
export async function forgetLog(pool: pg.Pool): Promise<void> {
  await pool.query(`DELETE FROM transparency_log.checkpoints; DELETE FROM transparency_log.tile_pieces;
    DELETE FROM transparency_log.entry_pieces;
    UPDATE transparency_log.tree SET size = 0, position = 0, root = sha256('')`);
}

/** The first event of a type in a dump: its position, and how the auditor tells of it. */
export async function firstEvent(
  pool: pg.Pool,
  name: string,
  type: string,
): Promise<{ readonly at: number; readonly words: string }> {
  const { rows } = await pool.query<{ position: string; stream: string; recorded_at: Date }>(
    `SELECT position, stream, recorded_at FROM ${name}.events WHERE type = $1 ORDER BY position LIMIT 1`,
    [type],
  );
  const [{ position, stream, recorded_at: time }] = rows as [(typeof rows)[number]];
  return { at: Number(position), words: `${type} in ${stream} of ${time.toISOString()}` };
}
