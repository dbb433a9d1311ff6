import { readFileSync } from 'node:fs';
import pg from 'pg';
import { runningPostmaster } from '#infra/postgres/embedded/postmaster.js';
import { dataOf } from './home.js';

/**
 * A signal to every process of a home's server, in the middle of whatever it is doing. With SIGKILL all of it dies at once;
 * after SIGSTOP nothing of it goes on, as if its disk had stopped answering. Answers with the process ids.
 */
export async function signalServer(
  adminUrl: string,
  home: string,
  signal: NodeJS.Signals,
): Promise<readonly number[]> {
  const postmaster = runningPostmaster(dataOf(home))?.pid;
  if (postmaster === undefined) return [];
  const pids = [postmaster, ...(childrenOf(postmaster) ?? (await connected(adminUrl)))];
  signalAll(pids, signal);
  return pids;
}

/** Those that have ended meanwhile are passed over. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** As Linux tells, at once: what was acknowledged a moment ago may still be on its way to the disk. undefined where it does not. */
function childrenOf(pid: number): number[] | undefined {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return children === '' ? [] : children.split(' ').map(Number);
  } catch {
    return undefined;
  }
}

/** As the server tells, which takes a connection. */
async function connected(adminUrl: string): Promise<number[]> {
  const admin = new pg.Client({ connectionString: adminUrl });
  admin.on('error', () => undefined);
  await admin.connect();
  const { rows } = await admin.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
  // A server that stands still answers to no farewell.
  admin.end().catch(() => undefined);
  return rows.map(({ pid }) => pid);
}
