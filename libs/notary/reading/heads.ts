import { TILE_WIDTH } from '#transparency-log';
import type { Queries } from '../running/transaction.js';
import { pieceOf, SELECT_PIECE, type PieceOfLeaves, type PieceRow } from './entries.js';

/** A head that was published. */
export interface PublishedHead {
  readonly size: number;
  /** The signed note. */
  readonly note: string;
}

interface HeadRow {
  readonly size: string;
  readonly note: string;
}

/** Among so many of the newest heads the one with the most co-signatures is taken for a proof. */
const HEADS_COMPARED = 100;

const PUBLISHED = `transparency_log.checkpoints JOIN transparency_log.identity USING (origin) WHERE published_at IS NOT NULL`;

const NEWEST_HEAD = {
  name: 'transparency_log_newest_head',
  text: `SELECT size, note FROM ${PUBLISHED} ORDER BY size DESC LIMIT 1`,
};

/** Of the newest heads that have the leaf of this index. */
const selectBest = (index: string, compared: string): string => `
  SELECT size, note FROM (
    SELECT size, note, cosignatures FROM ${PUBLISHED} AND size > ${index} ORDER BY size DESC LIMIT ${compared}
  ) newest ORDER BY cosignatures DESC, size DESC LIMIT 1`;

const BEST_HEAD_WITH = { name: 'transparency_log_best_head_with', text: selectBest('$1', '$2') };

const PIECE_AND_BEST_HEAD_WITH = {
  name: 'transparency_log_piece_and_best_head_with',
  text: `SELECT piece.bundle, piece.first, piece.end, head.size, head.note FROM (${SELECT_PIECE}) piece
    CROSS JOIN LATERAL (${selectBest('piece.bundle * $2 + piece.first', '$3')}) head`,
};

/** The newest of all; undefined before the first. */
export async function newestHead(queries: Queries): Promise<PublishedHead | undefined> {
  const { rows } = await queries.query<HeadRow>(NEWEST_HEAD);
  return rows[0] && headOf(rows[0]);
}

/** The one that is best for a proof of the leaf; undefined where none has it yet. */
export async function bestHeadWith(queries: Queries, index: number): Promise<PublishedHead | undefined> {
  const { rows } = await queries.query<HeadRow>({ ...BEST_HEAD_WITH, values: [index, HEADS_COMPARED] });
  return rows[0] && headOf(rows[0]);
}

/**
 * In one statement the leaves among which that of the event at a position of the store has to be, and the head that is best for a proof of the
 * first of them; undefined where no head has it yet.
 */
export async function pieceAndBestHeadWith(
  queries: Queries,
  position: bigint,
): Promise<{ readonly piece: PieceOfLeaves; readonly head: PublishedHead } | undefined> {
  const { rows } = await queries.query<PieceRow & HeadRow>({
    ...PIECE_AND_BEST_HEAD_WITH,
    values: [position, TILE_WIDTH, HEADS_COMPARED],
  });
  const [row] = rows;
  return row && { piece: pieceOf(row), head: headOf(row) };
}

const headOf = ({ size, note }: HeadRow): PublishedHead => ({ size: Number(size), note });
