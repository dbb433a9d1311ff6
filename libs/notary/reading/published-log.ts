import { setTimeout as delay } from 'node:timers/promises';
import {
  formatEntryBundle,
  formatProofFile,
  checkInclusion,
  hashLeaf,
  isLogError,
  makeInclusionProof,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  tileNodes,
  tileWidth,
  type BundleAddress,
  type HashTileAddress,
} from '#transparency-log';
import type { Queries } from '../running/transaction.js';
import { leavesAround } from './entries.js';
import { tileReader } from './tree.js';

/** A head that was published. */
export interface PublishedHead {
  readonly size: number;
  /** The signed note. */
  readonly note: string;
}

/** The name of the log and the keys that verify it, as the notary announced them. */
export interface LogIdentity {
  readonly origin: string;
  readonly verifierKeys: readonly string[];
}

/** The leaf is not what the log says it is. Somebody has changed the event or the tree since it was integrated. */
export class LeafDiffers extends Error {
  override readonly name = 'LeafDiffers';
}

/** The head that has the leaf was not published in time. */
export class NotPublishedYet extends Error {
  override readonly name = 'NotPublishedYet';
}

const POLL_MS = 100;
/** Among so many of the newest heads the one with the most co-signatures is taken for a proof. */
const HEADS_COMPARED = 100;

/** The log as partners see it: nothing of it goes beyond the head that was published last. */
export class PublishedLog {
  private asking: Promise<PublishedHead | undefined> | undefined;

  constructor(private readonly queries: Queries) {}

  /** Undefined where no notary has ever run. */
  async identity(): Promise<LogIdentity | undefined> {
    const { rows } = await this.queries.query<{ origin: string; verifier_keys: string[] }>(
      'SELECT origin, verifier_keys FROM transparency_log.identity',
    );
    const [row] = rows;
    return row && { origin: row.origin, verifierKeys: row.verifier_keys };
  }

  /** The newest head. Who asks while the database is being asked shares the answer. */
  head(): Promise<PublishedHead | undefined> {
    this.asking ??= this.readHead().finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** The bytes of a tile; undefined where the published tree has no such tile. */
  async tile(tile: HashTileAddress): Promise<Uint8Array | undefined> {
    if (!(await this.reaches(tile.level, tile.index, tile.width))) return undefined;
    const [hashes] = await tileReader(this.queries)([tile]);
    return hashes?.subarray(0, tile.width * 32);
  }

  /** The bytes of a bundle of leaves; undefined where the published tree has no such bundle. */
  async entries({ index, width }: BundleAddress): Promise<Uint8Array | undefined> {
    if (!(await this.reaches(0, index, width))) return undefined;
    const { rows } = await this.queries.query<{ entries: Buffer }>(
      `SELECT string_agg(entries, ''::bytea ORDER BY first) AS entries
       FROM transparency_log.entry_pieces WHERE bundle = $1 AND first < $2`,
      [index, width],
    );
    // The last piece may go on beyond what was asked for.
    return formatEntryBundle(parseEntryBundle(rows[0]?.entries ?? new Uint8Array(), width));
  }

  /**
   * The proof file (C2SP tlog-proof) of the leaf of an event, whose position is that in the store: it holds the leaf, its inclusion
   * proof and the checkpoint, of the newest heads the one with the most co-signatures. Waits until a head with the leaf is published;
   * rejects with NotPublishedYet where that takes longer than `timeoutMs`, and with LeafDiffers where the tree has not this leaf there.
   */
  async proof(position: bigint, leaf: Uint8Array, timeoutMs: number): Promise<string> {
    const { index, head } = await this.published(position, leaf, timeoutMs);
    try {
      const { size, root } = parseCheckpoint(parseNote(head.note).text);
      const proof = await makeInclusionProof(index, size, tileNodes(size, tileReader(this.queries)));
      checkInclusion({ index, hash: hashLeaf(leaf) }, { size, root }, proof);
      return formatProofFile({ index, proof, checkpoint: head.note, extra: leaf });
    } catch (error) {
      if (!isLogError(error)) throw error;
      throw new LeafDiffers(`leaf ${index} is not what was integrated: ${error.message}`, { cause: error });
    }
  }

  /** Waits for a published head with the leaf. However many wait, the database is asked once for all of them. */
  private async published(
    position: bigint,
    leaf: Uint8Array,
    timeoutMs: number,
  ): Promise<{ readonly index: number; readonly head: PublishedHead }> {
    const deadline = Date.now() + timeoutMs;
    for (let size = 0; ;) {
      const newest = await this.head();
      if (newest !== undefined && newest.size > size) {
        size = newest.size;
        const index = await this.indexOf(position, leaf);
        const head = index === undefined ? undefined : await this.bestHeadWith(index);
        if (index !== undefined && head !== undefined) return { index, head };
      }
      if (Date.now() >= deadline) throw new NotPublishedYet(`event ${position} is not published yet`);
      await delay(POLL_MS);
    }
  }

  /** Undefined where the tree is not as far yet. Found by its bytes: where they are not, there is another leaf in its place. */
  private async indexOf(position: bigint, leaf: Uint8Array): Promise<number | undefined> {
    const around = await leavesAround(this.queries, position);
    if (around === undefined) return undefined;
    const place = around.leaves.findIndex((one) => Buffer.compare(one, leaf) === 0);
    if (place < 0) throw new LeafDiffers(`the event at position ${position} is no leaf as it stands`);
    return around.first + place;
  }

  private async reaches(level: number, index: number, width: number): Promise<boolean> {
    const head = await this.head();
    return head !== undefined && width <= tileWidth(level, index, head.size);
  }

  private async readHead(): Promise<PublishedHead | undefined> {
    const { rows } = await this.queries.query<{ size: string; note: string }>(
      `SELECT size, note FROM transparency_log.checkpoints JOIN transparency_log.identity USING (origin)
       WHERE published_at IS NOT NULL ORDER BY size DESC LIMIT 1`,
    );
    const [row] = rows;
    return row && { size: Number(row.size), note: row.note };
  }

  private async bestHeadWith(index: number): Promise<PublishedHead | undefined> {
    const { rows } = await this.queries.query<{ size: string; note: string }>(
      `SELECT size, note FROM (
         SELECT size, note, cosignatures FROM transparency_log.checkpoints JOIN transparency_log.identity USING (origin)
         WHERE published_at IS NOT NULL AND size > $1 ORDER BY size DESC LIMIT $2
       ) newest ORDER BY cosignatures DESC, size DESC LIMIT 1`,
      [index, HEADS_COMPARED],
    );
    const [row] = rows;
    return row && { size: Number(row.size), note: row.note };
  }
}
