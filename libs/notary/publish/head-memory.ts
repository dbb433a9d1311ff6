import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

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
    async recall() {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async remember(note) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.${process.pid}`;
      const file = await open(draft, 'w', 0o600);
      try {
        await file.writeFile(note);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    },
  };
}
