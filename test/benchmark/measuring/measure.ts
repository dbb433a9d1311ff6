import { type Cores } from '../row.js';
import { memoryMb, postgresMs } from './processor-time.js';
import { quantile } from './spread.js';

/** One round of one side. */
export interface Measured {
  readonly perSecond: number;
  /** Of one operation; null where the work told none. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly cpu: Cores;
  /** Of this process, at its highest so far. */
  readonly memoryMb: number;
}

/** Runs the work, which is so many operations and tells how long each of them took, in this process. */
export async function measure(
  operations: number,
  postmaster: number,
  work: (took: (ms: number) => void) => Promise<void>,
): Promise<Measured> {
  const latencies: number[] = [];
  const [node, postgres, start] = [process.cpuUsage(), postgresMs(postmaster), performance.now()];
  await work((ms) => latencies.push(ms));
  const elapsedMs = performance.now() - start;
  const used = process.cpuUsage(node);
  const postgresAfter = postgresMs(postmaster);
  const latency = (share: number): number | null =>
    latencies.length === 0 ? null : quantile(latencies, share);
  return {
    perSecond: (operations / elapsedMs) * 1_000,
    p50Ms: latency(0.5),
    p99Ms: latency(0.99),
    cpu: {
      node: (used.user + used.system) / 1_000 / elapsedMs,
      postgres: postgres === null || postgresAfter === null ? null : (postgresAfter - postgres) / elapsedMs,
    },
    memoryMb: memoryMb('self').highest,
  };
}
