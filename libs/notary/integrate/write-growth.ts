import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../running/transaction.js';
import type { EntryPiece, Growth, TilePiece } from './growth.js';

/**
 * Writes what was added to the tree: hashes, leaves and the new size in one transaction, with one statement each. False,
 * with nothing written, where the tree no longer has the size that this grows from: somebody else was first.
 */
export async function writeGrowth(pool: Pool, growth: Growth): Promise<boolean> {
  const { from, head, position, tiles, entries } = growth;
  const written = await inTransaction(pool, async (client) => {
    // First, because it is also the lock on which a second writer waits for this one.
    const { rowCount } = await client.query(
      'UPDATE transparency_log.tree SET size = $2, root = $3, position = $4, integrated_at = now() WHERE size = $1',
      [from, head.size, head.root, position],
    );
    if (rowCount !== 1) return undefined;
    await writeTilePieces(client, tiles);
    await writeEntryPieces(client, entries);
    return true;
  });
  return written === true;
}

async function writeTilePieces(client: PoolClient, pieces: readonly TilePiece[]): Promise<void> {
  await client.query(
    `INSERT INTO transparency_log.tile_pieces (level, tile, first, hashes)
     SELECT level, tile, first, substring($4::bytea FROM at FOR length)
     FROM unnest($1::smallint[], $2::bigint[], $3::smallint[], $5::integer[], $6::integer[])
       AS piece (level, tile, first, at, length)`,
    [
      pieces.map(({ level }) => level),
      pieces.map(({ index }) => index),
      pieces.map(({ first }) => first),
      ...inOnePiece(pieces),
    ],
  );
}

async function writeEntryPieces(client: PoolClient, pieces: readonly EntryPiece[]): Promise<void> {
  await client.query(
    `INSERT INTO transparency_log.entry_pieces (bundle, first, position, entries)
     SELECT bundle, first, position, substring($4::bytea FROM at FOR length)
     FROM unnest($1::bigint[], $2::smallint[], $3::bigint[], $5::integer[], $6::integer[])
       AS piece (bundle, first, position, at, length)`,
    [
      pieces.map(({ index }) => index),
      pieces.map(({ first }) => first),
      pieces.map(({ position }) => position),
      ...inOnePiece(pieces),
    ],
  );
}

/**
 * All bytes, and where each piece begins in them (from 1, as SQL counts) and how long it is. As an array of pieces they
 * would travel as hexadecimal text, twice as long, and be read letter by letter.
 */
function inOnePiece(pieces: readonly { readonly bytes: Uint8Array }[]): [Buffer, number[], number[]] {
  let end = 1;
  const begins = pieces.map(({ bytes }) => (end += bytes.length) - bytes.length);
  return [Buffer.concat(pieces.map(({ bytes }) => bytes)), begins, pieces.map(({ bytes }) => bytes.length)];
}
