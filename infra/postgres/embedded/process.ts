import { readFileSync } from 'node:fs';

/**
 * A process as it can be recognised later: process ids are used again (in a container the very same ones after
 * every restart), so the time of its start goes with it where the system tells (Linux).
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string | null;
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, startedAt: startOf(process.pid) };
}

/** Whether that very process still runs. A process that only waits to be reaped does not. */
export function isRunning(identity: ProcessIdentity): boolean {
  if (!exists(identity.pid)) return false;
  if (process.platform !== 'linux') return true;
  const startedAt = startOf(identity.pid);
  return startedAt !== null && (identity.startedAt === null || startedAt === identity.startedAt);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Field 22 of /proc/<pid>/stat, ticks since boot; null for a zombie, and where there is no /proc. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
