import { HASH_BYTES, sameHash, TILE_WIDTH, type Tile } from '#transparency-log';
import type { Queries } from '../running/transaction.js';
import type { Findings } from './findings.js';

/** Compares tiles above the leaves, as they were worked out anew, with those that are stored. */
export async function compareTiles(
  queries: Queries,
  tiles: readonly Tile[],
  findings: Findings,
): Promise<void> {
  const above = tiles.filter(({ level }) => level > 0);
  if (above.length === 0) return;
  const { rows } = await queries.query<{ ordinal: string; hashes: Buffer }>(
    `SELECT asked.ordinal, string_agg(piece.hashes, ''::bytea ORDER BY piece.first) AS hashes
     FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS asked (level, tile, ordinal)
     JOIN transparency_log.tile_pieces piece USING (level, tile) GROUP BY asked.ordinal`,
    [above.map(({ level }) => level), above.map(({ index }) => index)],
  );
  const stored = new Map(rows.map(({ ordinal, hashes }) => [Number(ordinal), hashes]));
  above.forEach(({ level, index, width, hashes }, place) => {
    const found = stored.get(place + 1);
    if (found === undefined || !sameHash(found, hashes.subarray(0, width * HASH_BYTES))) {
      findings.add('tile_differs', `tile ${index} of level ${level}`);
    }
  });
}

/** Compares how many hashes each level has with how many the tree needs: nothing is missing, nothing left over. */
export async function countHashes(queries: Queries, findings: Findings): Promise<void> {
  // In one statement with the size, as a notary may be at work.
  const { rows } = await queries.query<{ size: string; level: number | null; hashes: string }>(
    `SELECT size, level, coalesce(sum(octet_length(hashes) / 32), 0) AS hashes
     FROM transparency_log.tree LEFT JOIN transparency_log.tile_pieces ON true GROUP BY size, level`,
  );
  const stored = new Map(rows.map(({ level, hashes }) => [level, Number(hashes)]));
  let needed = Number(rows[0]?.size ?? 0);
  for (let level = 0; needed > 0 || stored.has(level); level += 1, needed = Math.floor(needed / TILE_WIDTH)) {
    if ((stored.get(level) ?? 0) !== needed) findings.add('hashes_miscounted', `level ${level} of the tiles`);
  }
}
