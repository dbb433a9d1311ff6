import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readIfThere, replaceFile } from '#durable-file';

/**
 * Remembers the head that was signed last outside the database: a database that is set back to a backup forgets what was
 * signed since, and would go on to another history.
 */
export interface HeadMemory {
  recall(): Promise<string | undefined>;
  /** Resolves when it is on disk. */
  remember(note: string): Promise<void>;
}

/** A memory in a file, replaced as a whole, so that a crash leaves the old or the new one. */
export function headFile(path: string): HeadMemory {
  return {
    recall: () => readIfThere(path),
    async remember(note) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await replaceFile(path, note);
    },
  };
}
