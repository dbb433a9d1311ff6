import type { Pool } from 'pg';
import { parseNote, withCosignatures, type NoteSignature } from '#transparency-log';
import type { Queries } from '../running/transaction.js';

/** A head that was signed, as it is kept. */
export interface SignedHead {
  readonly number: string;
  readonly size: number;
  readonly note: string;
  readonly published: boolean;
}

/** The largest head of this log that was ever signed. */
export async function lastSigned(queries: Queries, origin: string): Promise<SignedHead | undefined> {
  const { rows } = await queries.query<{ number: string; size: string; note: string; published: boolean }>(
    `SELECT number, size, note, published_at IS NOT NULL AS published
     FROM transparency_log.checkpoints WHERE origin = $1 ORDER BY size DESC LIMIT 1`,
    [origin],
  );
  const [row] = rows;
  return row && { ...row, size: Number(row.size) };
}

/**
 * Writes a signed head down, on disk, before it leaves the house. Undefined, with nothing written, where another process
 * has signed one as large.
 */
export async function recordSigned(
  queries: Queries,
  origin: string,
  size: number,
  note: string,
): Promise<SignedHead | undefined> {
  const { rows } = await queries.query<{ number: string }>(
    `INSERT INTO transparency_log.checkpoints (origin, size, note)
     SELECT $1, $2, $3
     WHERE NOT EXISTS (SELECT FROM transparency_log.checkpoints WHERE origin = $1 AND size >= $2)
     ON CONFLICT DO NOTHING RETURNING number`,
    [origin, size, note],
  );
  const [row] = rows;
  return row && { number: row.number, size, note, published: false };
}

/** Puts co-signatures below a head; those that are there already stay. Several may come at once. */
export async function addCosignatures(
  pool: Pool,
  number: string,
  cosignatures: readonly NoteSignature[],
): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ note: string; origin: string }>(
      'SELECT note, origin FROM transparency_log.checkpoints WHERE number = $1 FOR UPDATE',
      [number],
    );
    const [row] = rows;
    if (row === undefined) throw new Error(`there is no checkpoint ${number}`);
    const note = withCosignatures(row.note, cosignatures);
    await client.query(
      'UPDATE transparency_log.checkpoints SET note = $2, cosignatures = $3 WHERE number = $1',
      [number, note, parseNote(note).signatures.filter(({ name }) => name !== row.origin).length],
    );
    await client.query('COMMIT');
    broken = false;
  } finally {
    client.release(broken);
  }
}

/** From now on the head is served. */
export async function markPublished(queries: Queries, number: string): Promise<void> {
  await queries.query(
    `UPDATE transparency_log.checkpoints SET published_at = clock_timestamp()
     WHERE number = $1 AND published_at IS NULL`,
    [number],
  );
}
