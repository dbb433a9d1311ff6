import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIdentity } from './lock.js';
import { isRunning, ownIdentity } from './process.js';

/**
 * Which processes use a server: a folder with a file of each, named by its process id, with its identity in it.
 * Whoever calls any of this holds the lock of the home, so that nobody comes while the last one goes.
 */

/** A process is there once, however often it opens the server; and gone when it first closes it. */
export async function enter(users: string): Promise<void> {
  await mkdir(users, { recursive: true, mode: 0o700 });
  await writeFile(ownFile(users), JSON.stringify(ownIdentity()), { mode: 0o600 });
}

export async function leave(users: string): Promise<void> {
  await rm(ownFile(users), { force: true });
}

/** Whether a living process other than this one is there. Removes the files of those that died without leaving. */
export async function othersAreThere(users: string): Promise<boolean> {
  let others = false;
  for (const name of await readdir(users).catch(noneIfMissing)) {
    if (name === String(process.pid)) continue;
    const identity = await readIdentity(join(users, name));
    // A file that names nobody is of one that was killed while writing it: the living hold the lock until it is whole.
    if (identity !== undefined && isRunning(identity)) others = true;
    else await rm(join(users, name), { force: true });
  }
  return others;
}

function ownFile(users: string): string {
  return join(users, String(process.pid));
}

function noneIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
