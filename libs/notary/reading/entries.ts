import { TILE_WIDTH } from '#transparency-log';
import type { Queries } from '../running/transaction.js';

/** Before each entry of a bundle stands how long it is (C2SP tlog-tiles). */
const LENGTH_BYTES = 2;

/** The leaves in a piece of a bundle, as far as it goes: what comes after a length that is wrong cannot be told apart. */
export function splitEntries(bytes: Buffer): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at + LENGTH_BYTES <= bytes.length;) {
    const begin = at + LENGTH_BYTES;
    at = begin + bytes.readUInt16BE(at);
    if (at <= bytes.length) entries.push(bytes.subarray(begin, at));
  }
  return entries;
}

/** Leaves that were written together, so that of the first of them alone the position is known: where the hashes of all of them are. */
export interface PieceOfLeaves {
  /** The tile of level 0. */
  readonly tile: number;
  /** The places in it of the first of them and after the last. */
  readonly first: number;
  readonly end: number;
}

/** Of the event at position $1; a tile is as wide as $2. */
export const SELECT_PIECE = `
  SELECT bundle, first, coalesce((
    SELECT min(next.first) FROM transparency_log.entry_pieces next
    WHERE next.bundle = piece.bundle AND next.first > piece.first), $2) AS end
  FROM transparency_log.entry_pieces piece
  WHERE position <= $1 AND EXISTS (SELECT FROM transparency_log.tree WHERE tree.position >= $1)
  ORDER BY position DESC LIMIT 1`;

const PIECE_WITH = { name: 'transparency_log_piece_with', text: SELECT_PIECE };

/** A piece as the database tells it. */
export interface PieceRow {
  readonly bundle: string;
  readonly first: number;
  readonly end: number;
}

export const pieceOf = ({ bundle, first, end }: PieceRow): PieceOfLeaves => ({
  tile: Number(bundle),
  first,
  end,
});

/** The leaves among which that of the event at a position of the store has to be; undefined where the tree is not as far yet. */
export async function pieceWith(queries: Queries, position: bigint): Promise<PieceOfLeaves | undefined> {
  const { rows } = await queries.query<PieceRow>({ ...PIECE_WITH, values: [position, TILE_WIDTH] });
  const [row] = rows;
  return row && pieceOf(row);
}
