import { closeSync, fdatasyncSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Linux counts the time of a process in hundredths of a second (USER_HZ) everywhere that Node runs. */
const TICK_MS = 10;
const BLOCK_BYTES = 8_192;

export interface Measured {
  readonly rowsPerSecond: number;
  /** Processor time in thousandths of one core, while it ran. null where the system does not tell. */
  readonly nodeCpu: number;
  readonly postgresCpu: number | null;
  /** Of one call, in milliseconds; of raw inserts, one statement. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs the work on this many rows, which tells how long each of its calls took. */
export async function measure(
  rows: number,
  postmaster: number,
  work: (latency: (ms: number) => void) => Promise<void>,
): Promise<Measured> {
  const latencies: number[] = [];
  const [node, postgres, start] = [process.cpuUsage(), postgresCpuMs(postmaster), performance.now()];
  await work((ms) => latencies.push(ms));
  const elapsedMs = performance.now() - start;
  const used = process.cpuUsage(node);
  const postgresAfter = postgresCpuMs(postmaster);
  return {
    rowsPerSecond: (rows / elapsedMs) * 1_000,
    nodeCpu: Math.round((used.user + used.system) / elapsedMs),
    postgresCpu:
      postgres === null || postgresAfter === null
        ? null
        : Math.round(((postgresAfter - postgres) / elapsedMs) * 1_000),
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** What one write of a page costs until it is on disk there, in milliseconds: the least that any commit waits. */
export function diskLatencyMs(folder: string, rounds = 200): number {
  const path = join(folder, 'disk-latency');
  const file = openSync(path, 'w');
  const block = Buffer.alloc(BLOCK_BYTES, 7);
  const latencies: number[] = [];
  for (let round = 0; round < rounds; round++) {
    writeSync(file, block, 0, BLOCK_BYTES, (round % 64) * BLOCK_BYTES);
    const start = performance.now();
    fdatasyncSync(file);
    latencies.push(performance.now() - start);
  }
  closeSync(file);
  rmSync(path);
  return median(latencies);
}

/** Of the server and all its processes that are still there. */
function postgresCpuMs(postmaster: number): number | null {
  if (process.platform !== 'linux') return null;
  let ticks = 0;
  for (const pid of readdirSync('/proc')) {
    const fields = statOf(pid);
    if (fields === undefined || (pid !== String(postmaster) && fields[1] !== String(postmaster))) continue;
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * TICK_MS;
}

/** The fields of /proc/<pid>/stat after the name: state, parent, …; user and system time are the 12th and 13th. */
function statOf(pid: string): string[] | undefined {
  if (!/^\d+$/.test(pid)) return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
