import type pg from 'pg';
import { eventsSeenBy } from '#event-store/postgres/index.js';
import { fsck, parseWitnesses, rootAt, type SignedBy } from '#notary';
import {
  cosignatureVerifier,
  isLogError,
  openCheckpoint,
  type OpenedCheckpoint,
  sameHash,
} from '#transparency-log';
import type { Manifest } from '../file/manifest.js';
import { OneAtATime } from '../one-at-a-time.js';
import { BackupRefused } from '../refusal.js';
import type { KnownHead } from './known-heads.js';

/** A head that this log has signed, and who vouches for it. */
export interface VouchedHead {
  readonly size: number;
  readonly note: string;
  /** Where it was found. */
  readonly from: string;
  /** Witnesses of the environment whose co-signature it bears. */
  readonly cosignedBy: readonly string[];
}

/** What is known of the log after a restore. */
export interface Verified {
  /** Signed heads of the backup that were held against the tree. */
  readonly heads: number;
  /** The largest head that is known of, in the backup or outside; undefined where none was ever signed. */
  readonly newest: VouchedHead | undefined;
}

interface Verifying {
  readonly client: pg.ClientBase;
  readonly manifest: Manifest;
  readonly log: SignedBy;
  readonly known: readonly KnownHead[];
  /** Those whose co-signatures are recognised. */
  readonly witnesses: string;
}

/**
 * Works the log out anew from the events that were restored, and holds it against every head that was signed and every one that is
 * known of. One that is larger than what was restored is no reason to stop. Throws `log_broken`, `history_differs` and
 * `checkpoint_unusable`.
 */
export async function verify({ client, manifest, log, known, witnesses }: Verifying): Promise<Verified> {
  const queries = new OneAtATime(client);
  const store = eventsSeenBy(queries);
  // Where the events are elsewhere, they are not there to be held against the tree.
  const inspection = manifest.events === null ? undefined : await fsck({ queries, store, log });
  const [worst] = inspection?.findings ?? [];
  if (worst !== undefined) {
    throw new BackupRefused(
      'log_broken',
      `The events of the backup are not those that were signed (${worst.code}). ${worst.message} Take an older backup.`,
    );
  }
  const own: KnownHead[] = [manifest.log?.signed, manifest.log?.cosigned].flatMap((note) =>
    note ? [{ from: 'the backup', note, named: false }] : [],
  );
  const heads = [...own, ...known].flatMap((head) => openHead(head, log, witnesses));
  for (const head of heads) await requireSameHistory(head, { queries, store });
  const newest = heads.toSorted((a, b) => b.size - a.size || b.cosignedBy.length - a.cosignedBy.length)[0];
  return { heads: inspection?.heads ?? 0, newest };
}

interface OpenedHead extends VouchedHead {
  readonly root: Uint8Array;
}

/** Nothing where it is not of this log, unless it was named. */
function openHead({ from, note, named }: KnownHead, log: SignedBy, witnesses: string): OpenedHead[] {
  const cosigners = parseWitnesses(witnesses).map(({ key }) => cosignatureVerifier(key));
  let opened: OpenedCheckpoint;
  try {
    opened = openCheckpoint(note, [log], cosigners);
  } catch (error) {
    if (!isLogError(error)) throw error;
    if (!named) return [];
    throw new BackupRefused(
      'checkpoint_unusable',
      `${from} is no page of the log ${log.origin}: ${error.message}`,
    );
  }
  const { size, root } = opened.checkpoint;
  const cosignedBy = opened.note.verified
    .filter(({ verifier }) => cosigners.includes(verifier))
    .map(({ name }) => name);
  return [{ size, root, note, from, cosignedBy }];
}

async function requireSameHistory(head: OpenedHead, places: Parameters<typeof rootAt>[0]): Promise<void> {
  const root = await rootAt(places, head.size);
  if (root === undefined || sameHash(root, head.root)) return;
  throw new BackupRefused(
    'history_differs',
    `The ${head.size} events that ${head.from} shows are not the first ${head.size} of the backup: one of the two is ` +
      'not of this history. Keep both, and ask the partners which events they have.',
  );
}
