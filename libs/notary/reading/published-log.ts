import { setTimeout as delay } from 'node:timers/promises';
import {
  formatEntryBundle,
  hashLeaf,
  parseEntryBundle,
  tileWidth,
  type BundleAddress,
  type Hash,
  type HashTileAddress,
} from '#transparency-log';
import type { Queries } from '../running/transaction.js';
import { bestHeadWith, newestHead, pieceAndBestHeadWith, type PublishedHead } from './heads.js';
import { LeafDiffers, LeafProofs } from './leaf-proofs.js';
import { tileReader } from './tree.js';

/** The name of the log and the keys that verify it, as the notary announced them. */
export interface LogIdentity {
  readonly origin: string;
  readonly verifierKeys: readonly string[];
}

interface PublishedLeaf {
  readonly index: number;
  /** It has the leaf. */
  readonly head: PublishedHead;
}

/** The head that has the leaf was not published in time. */
export class NotPublishedYet extends Error {
  override readonly name = 'NotPublishedYet';
}

const POLL_MS = 100;
/** The log as partners see it: nothing of it goes beyond the head that was published last. */
export class PublishedLog {
  private asking: Promise<PublishedHead | undefined> | undefined;

  private readonly proofs: LeafProofs;

  constructor(private readonly queries: Queries) {
    this.proofs = new LeafProofs(queries);
  }

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
    this.asking ??= newestHead(this.queries).finally(() => (this.asking = undefined));
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
    try {
      return await this.prove(position, leaf, timeoutMs);
    } catch (error) {
      if (!(error instanceof LeafDiffers)) throw error;
      // What is remembered may have been read while somebody had changed it. What is there now decides.
      this.proofs.forget();
      return this.prove(position, leaf, timeoutMs);
    }
  }

  private async prove(position: bigint, leaf: Uint8Array, timeoutMs: number): Promise<string> {
    const hash = hashLeaf(leaf);
    const { index, head } =
      (await this.publishedBefore(position, hash)) ?? (await this.published(position, hash, timeoutMs));
    return this.proofs.make(index, leaf, head.note);
  }

  /** Most leaves that are asked for have long been published: for them the database is asked once where their tile is remembered. */
  private async publishedBefore(position: bigint, hash: Hash): Promise<PublishedLeaf | undefined> {
    const found = await pieceAndBestHeadWith(this.queries, position);
    if (found === undefined) return undefined;
    const { piece, head } = found;
    try {
      const index = await this.proofs.indexIn(piece, { position, hash }, head.size);
      return index === undefined ? undefined : { index, head };
    } catch (error) {
      // The head may end among these leaves, before the one that is asked for.
      if (error instanceof LeafDiffers) return undefined;
      throw error;
    }
  }

  /** Waits for a published head with the leaf. However many wait, the database is asked once for all of them. */
  private async published(position: bigint, hash: Hash, timeoutMs: number): Promise<PublishedLeaf> {
    const deadline = Date.now() + timeoutMs;
    for (let size = 0; ;) {
      const newest = await this.head();
      if (newest !== undefined && newest.size > size) {
        size = newest.size;
        const index = await this.proofs.indexOf(position, hash, size);
        const head = index === undefined ? undefined : await bestHeadWith(this.queries, index);
        if (index !== undefined && head !== undefined) return { index, head };
      }
      if (Date.now() >= deadline) throw new NotPublishedYet(`event ${position} is not published yet`);
      await delay(POLL_MS);
    }
  }

  private async reaches(level: number, index: number, width: number): Promise<boolean> {
    const head = await this.head();
    return head !== undefined && width <= tileWidth(level, index, head.size);
  }
}
