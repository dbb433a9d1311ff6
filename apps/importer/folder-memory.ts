import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderUnusable } from './folder/unusable.js';
import { printable } from './refusal.js';
import { ServerUnusable } from './server/unusable.js';

/** A co-production, as what a folder on this machine was once imported into a server as. */
export interface FolderImport {
  /** The real path of the folder. */
  readonly folder: string;
  /** The id of the server's key: its address may be written in several ways. */
  readonly server: string;
  /** See `plan/identity.ts`. */
  readonly identity: string;
  readonly title: string;
  readonly opensOn: string;
}

/**
 * Throws FolderUnusable where the folder was imported into this server before, and always as another co-production. A
 * corrected letter in the title makes another identity, and without this the whole of it would be booked twice.
 */
export async function refuseAnotherIdentity(home: string, now: FolderImport): Promise<void> {
  const earlier = (await readImports(home)).filter((each) => isSamePlace(each, now));
  const last = earlier.at(-1);
  if (last === undefined || earlier.some(({ identity }) => identity === now.identity)) return;
  const words =
    `This folder was imported before as "${printable(last.title)}", opening on ${last.opensOn}. Its ref, or without one its ` +
    'title and opens_on, have changed since, so it would be booked a second time, as another co-production. ' +
    'Set them back to go on with the first, or give --new to import it as another co-production.';
  throw new FolderUnusable('co-production.json', 0, 'identity_changed', words);
}

/** Called once the co-production is there: terms that were refused may still be corrected freely. */
export async function rememberImport(home: string, now: FolderImport): Promise<void> {
  const known = (await readImports(home)).some(
    (each) => isSamePlace(each, now) && each.identity === now.identity,
  );
  if (known) return;
  try {
    await mkdir(join(home, 'imports'), { recursive: true });
    // It begins on a line of its own, whatever a run that was killed has left half written before it.
    await appendFile(pathIn(home), `\n${JSON.stringify(now)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new ServerUnusable(
      `What is imported cannot be kept beside the server's key: ${(error as Error).message}`,
    );
  }
}

const pathIn = (home: string): string => join(home, 'imports', 'folders.jsonl');

const isSamePlace = (a: FolderImport, b: FolderImport): boolean =>
  a.folder === b.folder && a.server === b.server;

async function readImports(home: string): Promise<FolderImport[]> {
  const text = await readFile(pathIn(home), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new ServerUnusable(`What was imported cannot be read: ${error.message}`);
  });
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as FolderImport];
    } catch {
      return [];
    }
  });
}
