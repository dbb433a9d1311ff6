import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, replaceFile } from '#durable-file';
import {
  isLogError,
  openCheckpoint,
  type Checkpoint,
  type NoteVerifier,
  type TrustedLog,
} from '#transparency-log';
import { Unusable } from './unusable.js';

/** The largest head of a log that this witness has co-signed. */
export interface CosignedHead {
  readonly checkpoint: Checkpoint;
  /** The checkpoint with the log's signatures and ours, as it is shown to everybody. */
  readonly note: string;
}

/** Under which name a log is kept and shown: the hex SHA-256 of its origin, which may hold any character. */
export const originHash = (origin: string): string => createHash('sha256').update(origin).digest('hex');

/** What the witness remembers: a file for each log, the co-signed checkpoint itself. Without it the witness would know nothing. */
export class Heads {
  private constructor(
    private readonly folder: string,
    private readonly known: Map<string, CosignedHead>,
  ) {}

  /**
   * Reads what is there. Throws Unusable where a file is not a checkpoint of its log with our co-signature: going on as if it
   * had never been there would let the log start anew.
   */
  static async open(home: string, logs: readonly TrustedLog[], own: NoteVerifier): Promise<Heads> {
    const folder = join(home, 'heads');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const known = new Map<string, CosignedHead>();
    for (const log of logs) {
      const path = join(folder, originHash(log.origin));
      const note = await readIfThere(path);
      if (note !== undefined) known.set(log.origin, storedHead(note, log, own, path));
    }
    return new Heads(folder, known);
  }

  of(origin: string): CosignedHead | undefined {
    return this.known.get(origin);
  }

  /** Resolves when the head will still be known after a crash. Until then the old one is. */
  async store(head: CosignedHead): Promise<void> {
    const { origin } = head.checkpoint;
    await replaceFile(join(this.folder, originHash(origin)), head.note);
    this.known.set(origin, head);
  }
}

function storedHead(note: string, log: TrustedLog, own: NoteVerifier, path: string): CosignedHead {
  const complain = (reason: string): Unusable =>
    new Unusable(
      `What was co-signed last of ${log.origin} cannot be read from ${path}: ${reason} Restore it from a copy.`,
    );
  try {
    // Our co-signature alone is believed here: the log may have changed its key since.
    const { checkpoint } = openCheckpoint(note, [{ origin: log.origin, verifiers: [own] }]);
    return { checkpoint, note };
  } catch (error) {
    if (isLogError(error)) throw complain(error.message);
    throw error;
  }
}
