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

/** The stored leaves around an event: of those that follow one another, the ones among which its leaf has to be. */
export interface LeavesAround {
  /** Index in the tree of the first of them. */
  readonly first: number;
  readonly leaves: readonly Uint8Array[];
}

/** The leaves among which that of the event at a position of the store has to be; undefined where the tree is not as far yet. */
export async function leavesAround(queries: Queries, position: bigint): Promise<LeavesAround | undefined> {
  const { rows } = await queries.query<{ bundle: string; first: number; entries: Buffer }>(
    `SELECT bundle, first, entries FROM transparency_log.entry_pieces
     WHERE position <= $1 AND EXISTS (SELECT FROM transparency_log.tree WHERE tree.position >= $1)
     ORDER BY position DESC LIMIT 1`,
    [position],
  );
  const [row] = rows;
  return row && { first: Number(row.bundle) * TILE_WIDTH + row.first, leaves: splitEntries(row.entries) };
}
