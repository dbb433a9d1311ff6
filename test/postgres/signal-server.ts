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
  const admin = new pg.Client({ connectionString: adminUrl });
  admin.on('error', () => undefined);
  await admin.connect();
  const { rows } = await admin.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
  const postmaster = runningPostmaster(dataOf(home));
  const pids = [...(postmaster === undefined ? [] : [postmaster.pid]), ...rows.map(({ pid }) => pid)];
  signalAll(pids, signal);
  // A server that stands still answers to no farewell.
  admin.end().catch(() => undefined);
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
