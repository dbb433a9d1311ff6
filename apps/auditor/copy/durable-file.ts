import { randomUUID } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Replaces a file so that after a crash, also of the machine, there is either the old content or the new: written whole beside it,
 * forced to disk, renamed, and the folder forced to disk too.
 */
export async function replaceFile(path: string, content: string): Promise<void> {
  const draft = join(dirname(path), `.draft-${randomUUID()}`);
  try {
    await writeForced(draft, content);
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeForced(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
