import { type Cores } from '../row.js';
import { memoryMb, postgresMs } from './processor-time.js';

/** One round of one side. */
export interface Measured {
  readonly perSecond: number;
  /** Of each operation; none where the work told none. */
  readonly latenciesMs: readonly number[];
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
  // In this order: to ask for the server's takes milliseconds of our own.
  const [postgres, node, start] = [postgresMs(postmaster), process.cpuUsage(), performance.now()];
  await work((ms) => latencies.push(ms));
  const elapsedMs = performance.now() - start;
  const used = process.cpuUsage(node);
  const postgresAfter = postgresMs(postmaster);
  return {
    perSecond: (operations / elapsedMs) * 1_000,
    latenciesMs: latencies,
    cpu: {
      node: (used.user + used.system) / 1_000 / elapsedMs,
      postgres: postgres === null || postgresAfter === null ? null : (postgresAfter - postgres) / elapsedMs,
    },
    memoryMb: memoryMb('self').highest,
  };
}
