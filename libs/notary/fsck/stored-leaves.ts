import { canonicalBytes, type EventStore, type RecordedEvent } from '#event-store';
import { HASH_BYTES, hashLeaf, sameHash, TILE_WIDTH, type Hash } from '#transparency-log';
import type { Queries } from '../running/transaction.js';
import { leafIndexOf } from '../sequence/leaves.js';
import type { Findings } from './findings.js';

/** Tiles that are looked at together. */
const BLOCK_TILES = 8;
export const BLOCK_LEAVES = BLOCK_TILES * TILE_WIDTH;

/** Before each entry of a bundle stands how long it is (C2SP tlog-tiles). */
const LENGTH_BYTES = 2;

/** What three places say about the same leaves. A place that knows nothing of one says undefined. */
interface Block {
  readonly hashes: readonly (Hash | undefined)[];
  readonly entries: readonly (Uint8Array | undefined)[];
  readonly events: readonly (RecordedEvent | undefined)[];
}

interface Places {
  readonly queries: Queries;
  readonly store: EventStore;
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
  const block = await readBlock(places, begin, end);
  return Array.from({ length: end - begin }, (_, place) => {
    const of = { hash: block.hashes[place], entry: block.entries[place], event: block.events[place] };
    return compareLeaf(begin + place, of, findings);
  });
}

interface Leaf {
  readonly hash: Hash | undefined;
  readonly entry: Uint8Array | undefined;
  readonly event: RecordedEvent | undefined;
}

function compareLeaf(index: number, { hash, entry, event }: Leaf, findings: Findings): Hash {
  const what = `the event at position ${index + 1}`;
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

async function readBlock({ queries, store }: Places, begin: number, end: number): Promise<Block> {
  const [hashes, entries, events] = await Promise.all([
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
    store.readAll(BigInt(begin + 1), { limit: end - begin }),
  ]);
  const block = {
    hashes: new Array<Hash | undefined>(end - begin),
    entries: new Array<Uint8Array | undefined>(end - begin),
    events: new Array<RecordedEvent | undefined>(end - begin),
  };
  for (const { at, bytes } of hashes)
    splitHashes(bytes).forEach((hash, place) => (block.hashes[at + place] = hash));
  for (const { at, bytes } of entries)
    splitEntries(bytes).forEach((entry, place) => (block.entries[at + place] = entry));
  for (const event of events) {
    const index = leafIndexOf(event.position);
    if (index < end) block.events[index - begin] = event;
  }
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

/** As far as it goes: what comes after a length that is wrong cannot be told apart. */
function splitEntries(bytes: Buffer): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at + LENGTH_BYTES <= bytes.length;) {
    const begin = at + LENGTH_BYTES;
    at = begin + bytes.readUInt16BE(at);
    if (at <= bytes.length) entries.push(bytes.subarray(begin, at));
  }
  return entries;
}
