import { randomUUID } from 'node:crypto';
import { readFile, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

declare global {
  /** Left for the teardown: Jest loads both files bare, without the imports that specs have. */
  var removeTestHome: (() => Promise<void>) | undefined;
}

/** Followed by the process id of the run that the home belongs to. */
const PREFIX = 'semina-test-';

/** Names the home of this run's test server. The first spec that needs a database starts it (see database.ts). */
export default async function globalSetup(): Promise<void> {
  await removeAbandonedHomes();
  const home = join(tmpdir(), `${PREFIX}${process.pid}-${randomUUID().slice(0, 8)}`);
  process.env['SEMINA_TEST_HOME'] = home;
  globalThis.removeTestHome = () => removeHome(home);
}

/** Homes of runs that were killed before they could tidy up. */
async function removeAbandonedHomes(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (pid > 0 && !runs(pid)) await removeHome(join(tmpdir(), name));
  }
}

async function removeHome(home: string): Promise<void> {
  const place = await realpath(join(home, 'postgres')).catch(() => undefined);
  if (place !== undefined) {
    const pidFile = await readFile(join(place, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
    await endServer(Number(pidFile.split('\n')[0]));
    await rm(place, { recursive: true, force: true });
  }
  await rm(home, { recursive: true, force: true });
}

/** Immediate shutdown: nothing of a test database is worth a checkpoint. */
async function endServer(pid: number): Promise<void> {
  if (pid > 0 && runs(pid)) process.kill(pid, 'SIGQUIT');
  while (pid > 0 && runs(pid)) await pause(10);
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
