import { mkdir, readdir, readFile, realpath, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runningPostmaster } from '#infra/postgres/embedded/postmaster.js';
import { isRunning, ownIdentity, type ProcessIdentity } from '#infra/postgres/embedded/process.js';

/** Followed by the process id of the demo. */
const PREFIX = 'demo-';
const DEMO_IDENTITY = 'demo.identity';
/** The file in a home that tells which process its server is. */
export const SERVER_IDENTITY = 'server.identity';

const END_TIMEOUT_MS = 20_000;
const RETRY_MS = 20;

/** Makes an empty home for this demo in the folder `homes`. */
export async function makeHome(homes: string): Promise<string> {
  const home = join(homes, `${PREFIX}${process.pid}`);
  await mkdir(homes, { recursive: true, mode: 0o711 });
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { mode: 0o700 });
  await writeFile(join(home, DEMO_IDENTITY), JSON.stringify(ownIdentity()));
  return home;
}

/** Ends and removes what demos have left that were killed. */
export async function sweepHomes(homes: string): Promise<void> {
  for (const name of await readdir(homes).catch(() => [])) {
    const pid = new RegExp(`^${PREFIX}(\\d+)$`).exec(name)?.[1];
    if (pid === undefined) continue;
    const home = join(homes, name);
    const demo = (await readIdentity(join(home, DEMO_IDENTITY))) ?? { pid: Number(pid), startedAt: null };
    if (!isRunning(demo)) await removeHome(home);
  }
}

/**
 * Removes a home, after ending what still runs in it: the server, and its PostgreSQL. Their data go with the home, so
 * nothing has to be saved.
 */
export async function removeHome(home: string): Promise<void> {
  const server = await readIdentity(join(home, SERVER_IDENTITY));
  if (server) await end(server, 'SIGTERM');
  const place = await realpath(join(home, 'postgres')).catch(() => undefined);
  if (place !== undefined) {
    const postmaster = runningPostmaster(join(place, 'data'));
    if (postmaster) await end({ pid: postmaster.pid, startedAt: null }, 'SIGQUIT');
    // Where its account cannot enter the home, PostgreSQL keeps its data elsewhere, behind a link.
    await rm(place, { recursive: true, force: true, maxRetries: 5 });
  }
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes the folder of all homes if nothing is in it: it was made for the demo alone. */
export async function removeIfEmpty(homes: string): Promise<void> {
  await rmdir(homes).catch(() => undefined);
}

async function end(identity: ProcessIdentity, signal: 'SIGTERM' | 'SIGQUIT'): Promise<void> {
  const deadline = Date.now() + END_TIMEOUT_MS;
  signalTo(identity, signal);
  while (isRunning(identity)) {
    if (Date.now() > deadline) signalTo(identity, 'SIGKILL');
    await pause(RETRY_MS);
  }
}

function signalTo(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  try {
    if (isRunning(identity)) process.kill(identity.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function readIdentity(path: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
