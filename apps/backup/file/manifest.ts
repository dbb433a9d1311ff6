import { BackupRefused } from '../refusal.js';

/** Of this shape is what this program writes; it reads no other. */
export const FORMAT = 1;
export const MANIFEST_NAME = 'manifest.json';
/** As `sha256sum --check` reads it. */
export const MANIFEST_HASH_NAME = 'manifest.sha256';

/** One file of the archive. */
export interface Part {
  readonly name: string;
  readonly bytes: number;
  /** 64 hex digits, of the bytes as they are in the archive. */
  readonly sha256: string;
  /** What it holds rows of, where it does: the table, and the columns in their order. */
  readonly table?: { readonly name: string; readonly columns: readonly string[]; readonly rows: number };
}

/** The events of the backup, where the database holds them. */
export interface Events {
  readonly count: number;
  /** When the last one was written down, RFC 3339; null without any. */
  readonly lastRecordedAt: string | null;
}

/** The log of the backup, where a notary has run. */
export interface Log {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** The largest head that was signed, and the largest that somebody has co-signed: signed notes. */
  readonly signed: string | null;
  readonly cosigned: string | null;
}

/** What is in a backup: the last file of the archive but for its own hash. */
export interface Manifest {
  readonly format: typeof FORMAT;
  /** RFC 3339, in UTC and whole seconds. */
  readonly madeAt: string;
  /** The migrations that had run, in their order. */
  readonly migrations: readonly string[];
  /** Null where EVENT_STORE keeps the events. */
  readonly events: Events | null;
  readonly log: Log | null;
  readonly parts: readonly Part[];
}

export const formatManifest = (manifest: Manifest): Buffer =>
  Buffer.from(`${JSON.stringify(manifest, undefined, 1)}\n`);

/** Its hash has been checked before, so that it is as it was written; of another format it may still be. Throws BackupRefused. */
export function parseManifest(bytes: Buffer): Manifest {
  const manifest = JSON.parse(bytes.toString('utf8')) as { readonly format?: unknown };
  if (manifest.format === FORMAT) return manifest as Manifest;
  throw new BackupRefused(
    'backup_too_new',
    `The backup is of format ${String(manifest.format)}, and this program knows ${FORMAT}: use the version that made it.`,
  );
}

export const timeOf = ({ madeAt }: Pick<Manifest, 'madeAt'>): number => Date.parse(madeAt) / 1000;
