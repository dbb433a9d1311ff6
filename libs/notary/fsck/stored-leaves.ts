import { canonicalBytes, type RecordedEvent } from '#event-store';
import { HASH_BYTES, hashLeaf, sameHash, TILE_WIDTH, type Hash } from '#transparency-log';
import { splitEntries } from '../reading/entries.js';
import type { Queries } from '../running/transaction.js';
import type { EventsInOrder } from './events-in-order.js';
import type { Findings } from './findings.js';

/** Tiles that are looked at together. */
const BLOCK_TILES = 8;
export const BLOCK_LEAVES = BLOCK_TILES * TILE_WIDTH;

interface Places {
  readonly queries: Queries;
  readonly events: EventsInOrder;
  /** Whether positions count from 1 without gaps. Elsewhere a leaf tells the position of its event. */
  readonly gapless: boolean;
}

/** What the log's two places say about the same leaves. A place that knows nothing of one says undefined. */
interface Block {
  readonly hashes: readonly (Hash | undefined)[];
  readonly entries: readonly (Uint8Array | undefined)[];
}

/**
 * Compares events, stored leaves and hashes of leaves from `begin`, a multiple of BLOCK_LEAVES, to the end of the block or of the
 * tree. Answers the hashes that the tree was made of, or would be: those above are compared with them, so that a leaf that was
 * changed is told once and not again for every tile above it.
 */
export async function compareLeaves(
  places: Places,
  begin: number,
  size: number,
  findings: Findings,
): Promise<Hash[]> {
  const end = Math.min(size, begin + BLOCK_LEAVES);
  const { hashes, entries } = await readBlock(places.queries, begin, end);
  const integrated: Hash[] = [];
  for (let place = 0; place < end - begin; place += 1) {
    const entry = entries[place];
    const position = places.gapless ? BigInt(begin + place + 1) : positionIn(entry);
    const event = await eventAt(places.events, position, findings);
    const what = `the event at position ${position ?? event?.position ?? `of leaf ${begin + place}`}`;
    integrated.push(compareLeaf(what, { hash: hashes[place], entry, event }, findings));
  }
  return integrated;
}

/**
 * The event at a position; the next one where that cannot be told. Those before it are no leaves: somebody has put them in
 * afterwards. Undefined where there is none.
 */
async function eventAt(
  events: EventsInOrder,
  position: bigint | undefined,
  findings: Findings,
): Promise<RecordedEvent | undefined> {
  let event = await events.next();
  while (event !== undefined && position !== undefined && event.position < position) {
    findings.add('event_added', `the event at position ${event.position}`);
    events.take();
    event = await events.next();
  }
  if (event === undefined || (position !== undefined && event.position > position)) return undefined;
  events.take();
  return event;
}

/** Undefined where the leaf is not there, or was damaged. */
function positionIn(entry: Uint8Array | undefined): bigint | undefined {
  if (entry === undefined) return undefined;
  try {
    const { position } = JSON.parse(Buffer.from(entry).toString('utf8')) as { position?: unknown };
    return typeof position === 'string' && /^\d{1,19}$/.test(position) ? BigInt(position) : undefined;
  } catch {
    return undefined;
  }
}

interface Leaf {
  readonly hash: Hash | undefined;
  readonly entry: Uint8Array | undefined;
  readonly event: RecordedEvent | undefined;
}

function compareLeaf(what: string, { hash, entry, event }: Leaf, findings: Findings): Hash {
  const ofEvent = event && hashOf(event);
  const ofEntry = entry && hashLeaf(entry);
  const integrated = hash ?? ofEntry ?? ofEvent ?? new Uint8Array(HASH_BYTES);
  if (hash === undefined) findings.add('leaf_missing', what);
  if (event === undefined) findings.add('event_missing', what);
  else if (ofEvent === undefined || !sameHash(ofEvent, integrated)) findings.add('event_changed', what);
  if (ofEntry === undefined) findings.add('entry_missing', what);
  else if (!sameHash(ofEntry, integrated)) findings.add('entry_changed', what);
  return integrated;
}

/** Undefined where what is stored has no canonical form: it was not written by the store. */
function hashOf(event: RecordedEvent): Hash | undefined {
  try {
    return hashLeaf(canonicalBytes(event));
  } catch {
    return undefined;
  }
}

async function readBlock(queries: Queries, begin: number, end: number): Promise<Block> {
  const [hashes, entries] = await Promise.all([
    readPieces(
      queries,
      `SELECT tile AS index, first, hashes AS bytes FROM transparency_log.tile_pieces
      WHERE level = 0 AND tile BETWEEN $1 AND $2 ORDER BY tile, first`,
      begin,
    ),
    readPieces(
      queries,
      `SELECT bundle AS index, first, entries AS bytes FROM transparency_log.entry_pieces
      WHERE bundle BETWEEN $1 AND $2 ORDER BY bundle, first`,
      begin,
    ),
  ]);
  const block = {
    hashes: new Array<Hash | undefined>(end - begin),
    entries: new Array<Uint8Array | undefined>(end - begin),
  };
  for (const { at, bytes } of hashes)
    splitHashes(bytes).forEach((hash, place) => (block.hashes[at + place] = hash));
  for (const { at, bytes } of entries)
    splitEntries(bytes).forEach((entry, place) => (block.entries[at + place] = entry));
  return block;
}

interface Piece {
  /** Place in the block of the first leaf that it tells of. */
  readonly at: number;
  readonly bytes: Buffer;
}

async function readPieces(queries: Queries, sql: string, begin: number): Promise<Piece[]> {
  const firstTile = begin / TILE_WIDTH;
  const { rows } = await queries.query<{ index: string; first: number; bytes: Buffer }>(sql, [
    firstTile,
    firstTile + BLOCK_TILES - 1,
  ]);
  return rows.map(({ index, first, bytes }) => ({
    at: (Number(index) - firstTile) * TILE_WIDTH + first,
    bytes,
  }));
}

const splitHashes = (bytes: Uint8Array): Hash[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, place) =>
    bytes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  );
