import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createFile, readIfThere, replaceFile } from '#durable-file';

/** The text of a key file; undefined where there is none. */
export const readKeyFile = (path: string): Promise<string | undefined> => readIfThere(path);

/**
 * The text of a key file, which is made at the first call for its owner's eyes alone, and never overwritten. Processes that start together
 * end up with the same text: whoever is first wins, and a crash in between leaves no half key.
 */
export async function openKeyFile(path: string, make: () => string | Promise<string>): Promise<string> {
  const stored = await readKeyFile(path);
  if (stored !== undefined) return stored;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const text = await make();
  if (await createFile(path, text)) return text;
  const other = await readKeyFile(path);
  if (other === undefined) throw new Error(`${path} was there and is gone again`);
  return other;
}

/** Replaces a key file as a whole: after a crash there is the old text or the new one. */
export const replaceKeyFile = (path: string, text: string): Promise<void> => replaceFile(path, text);
