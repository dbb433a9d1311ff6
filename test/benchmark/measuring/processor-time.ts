import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts the time of a process in hundredths of a second (USER_HZ) everywhere that Node runs. */
const TICK_MS = 10;

/** Fields of /proc/<pid>/stat after the name, from 0 (proc_pid_stat(5) counts from 1 and has two more before them). */
const [PARENT, USER, SYSTEM, REAPED_USER, REAPED_SYSTEM] = [1, 11, 12, 13, 14];

/** Processor time of the server and all its processes so far, those that have ended included. null where the system does not tell. */
export function postgresMs(postmaster: number): number | null {
  if (process.platform !== 'linux') return null;
  const own = fieldsOf(String(postmaster));
  if (own === undefined) return null;
  let ticks = sum(own, [USER, SYSTEM, REAPED_USER, REAPED_SYSTEM]);
  for (const pid of readdirSync('/proc')) {
    const fields = /^\d+$/.test(pid) ? fieldsOf(pid) : undefined;
    if (fields?.[PARENT] === String(postmaster)) ticks += sum(fields, [USER, SYSTEM]);
  }
  return ticks * TICK_MS;
}

/** Processor time of one process, all its threads; null where it is gone or the system does not tell. */
export function processMs(pid: number): number | null {
  const fields = process.platform === 'linux' ? fieldsOf(String(pid)) : undefined;
  return fields === undefined ? null : sum(fields, [USER, SYSTEM]) * TICK_MS;
}

/** Resident memory of a process in MiB, now and at its highest; NaN where the system does not tell. */
export function memoryMb(pid: number | 'self'): { now: number; highest: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const of = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024;
    return { now: of('VmRSS'), highest: of('VmHWM') };
  } catch {
    return { now: Number.NaN, highest: Number.NaN };
  }
}

function sum(fields: readonly string[], places: readonly number[]): number {
  return places.reduce((ticks, place) => ticks + Number(fields[place]), 0);
}

function fieldsOf(pid: string): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
