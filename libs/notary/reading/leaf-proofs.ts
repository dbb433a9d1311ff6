import {
  checkInclusion,
  formatProofFile,
  HASH_BYTES,
  hashLeaf,
  isLogError,
  makeInclusionProof,
  parseCheckpoint,
  parseNote,
  RememberedTiles,
  sameHash,
  TILE_WIDTH,
  tileWidth,
  type Hash,
} from '#transparency-log';
import type { Queries } from '../running/transaction.js';
import { pieceWith, type PieceOfLeaves } from './entries.js';
import { tileReader } from './tree.js';

/** The leaf is not what the log says it is. Somebody has changed the event or the tree since it was integrated. */
export class LeafDiffers extends Error {
  override readonly name = 'LeafDiffers';
}

/** 8 MiB. Of the tiles above those of leaves' hashes there are few, and each is needed for the proofs of 65,536 leaves at least. */
const TILES_REMEMBERED = 512;

/** Finds leaves and proves them out of the tiles, the ones used last of which it remembers. No proof leaves it unchecked. */
export class LeafProofs {
  private readonly tiles: RememberedTiles;

  constructor(private readonly queries: Queries) {
    this.tiles = new RememberedTiles(tileReader(queries), TILES_REMEMBERED);
  }

  /**
   * The index of the leaf of an event whose position is that in the store. Undefined where the tree of this size is not as far yet. Found by
   * its hash: rejects with LeafDiffers where there is another leaf in its place.
   */
  async indexOf(position: bigint, hash: Hash, size: number): Promise<number | undefined> {
    const piece = await pieceWith(this.queries, position);
    return piece && this.indexIn(piece, { position, hash }, size);
  }

  /** As `indexOf`, of a leaf that has to be among these. */
  async indexIn(
    piece: PieceOfLeaves,
    { position, hash }: { readonly position: bigint; readonly hash: Hash },
    size: number,
  ): Promise<number | undefined> {
    const width = Math.min(tileWidth(0, piece.tile, size), piece.end);
    if (width <= piece.first) return undefined;
    const what = `the event at position ${position}`;
    const hashes = await orDiffers(what, () => this.tiles.hashes({ level: 0, index: piece.tile, width }));
    const place = placeIn(hashes, hash, piece.first);
    if (place < 0) throw new LeafDiffers(`${what} is no leaf as it stands`);
    return piece.tile * TILE_WIDTH + place;
  }

  /** The proof file of a leaf, under the head in this note. Rejects with LeafDiffers where the tiles do not lead from it to the root. */
  make(index: number, leaf: Uint8Array, note: string): Promise<string> {
    return orDiffers(`leaf ${index}`, async () => {
      const { size, root } = parseCheckpoint(parseNote(note).text);
      const proof = await makeInclusionProof(index, size, this.tiles.nodes(size));
      checkInclusion({ index, hash: hashLeaf(leaf) }, { size, root }, proof);
      return formatProofFile({ index, proof, checkpoint: note, extra: leaf });
    });
  }

  /** Whatever is asked from now on is read. */
  forget(): void {
    this.tiles.forget();
  }
}

async function orDiffers<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!isLogError(error)) throw error;
    throw new LeafDiffers(`${what} is not what was integrated: ${error.message}`, { cause: error });
  }
}

/** The place of a hash among those of a tile, from `first` on; -1 where it is not. */
function placeIn(hashes: Uint8Array, hash: Hash, first: number): number {
  for (let place = first; place < hashes.length / HASH_BYTES; place += 1) {
    if (sameHash(hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES), hash)) return place;
  }
  return -1;
}
