import { readFile, rm, stat, writeFile, link } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, ownIdentity, type ProcessIdentity } from './process.js';

const RETRY_MS = 25;
/** Breaking a dead holder's lock takes microseconds; one that old was left by a process that died meanwhile. */
const BREAKER_STALE_MS = 5_000;

/**
 * Runs the work while this process alone holds the lock file; the lock of a process that has died is broken.
 * Rejects if it is not had within `timeoutMs`.
 */
export async function withLock<T>(path: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  while (!(await createWhole(path, JSON.stringify(ownIdentity())))) {
    if (Date.now() > deadline) throw new Error(`Another process has held ${path} for ${timeoutMs} ms.`);
    await breakIfDead(path);
    await pause(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** Creates the file with all its content or not at all: a link is atomic, an open followed by a write is not. */
export async function createWhole(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** One breaker at a time, so that nobody removes the fresh lock of the next holder in place of the dead one's. */
async function breakIfDead(path: string): Promise<void> {
  const breaker = `${path}.breaker`;
  if (!(await createWhole(breaker, ''))) {
    const since = await stat(breaker).catch(() => undefined);
    if (since !== undefined && Date.now() - since.mtimeMs > BREAKER_STALE_MS)
      await rm(breaker, { force: true });
    return;
  }
  try {
    const holder = await readIdentity(path);
    if (holder !== undefined && !isRunning(holder)) await rm(path, { force: true });
  } finally {
    await rm(breaker, { force: true });
  }
}

/** The process named in the file; undefined where there is no file, or none that a process of ours wrote. */
export async function readIdentity(path: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
