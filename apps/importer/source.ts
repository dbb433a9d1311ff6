import { loadText, loadTexts, missingFiles, readFolder, type Folder } from './folder/read-folder.js';
import { FolderUnusable } from './folder/unusable.js';
import { planImport, type Plan } from './plan/plan.js';
import { folderDigest } from './refusal-memory.js';
import type { FileName } from './refusal.js';

/** What an import starts from. */
export interface Source {
  readonly folder: Folder;
  /** Hash of the folder's content. */
  readonly digest: string;
  readonly plan: Plan;
  /** The files that the folder is without. */
  readonly missing: readonly FileName[];
  /** What expected.json holds; undefined where there is none. */
  readonly expected: unknown;
}

/** Reads a folder and plans its import. Throws FolderUnusable. */
export async function readSource(path: string): Promise<Source> {
  const texts = await loadTexts(path);
  const folder = readFolder(texts);
  const expected = await loadText(path, 'expected.json');
  try {
    return {
      folder,
      digest: folderDigest(texts),
      plan: planImport(folder),
      missing: missingFiles(texts),
      expected: expected === undefined ? undefined : (JSON.parse(expected) as unknown),
    };
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new FolderUnusable('expected.json', 0, 'json_malformed', error.message);
    throw error;
  }
}
