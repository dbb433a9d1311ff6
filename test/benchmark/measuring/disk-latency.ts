import { closeSync, constants, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { quantile } from './spread.js';

const BLOCK_BYTES = 8_192;
const FILE_BLOCKS = 64;

export interface DiskLatency {
  /** Median and 99th percentile in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * What it costs to have one page of 8 KiB on disk in this folder, the least that any commit waits, in the two ways that
 * pg_test_fsync tries first: a write to a file opened with O_DSYNC, and a write followed by fdatasync, which is how PostgreSQL
 * does it on Linux. As there, a file that already has its size is written over.
 */
export function diskLatency(
  folder: string,
  writes = 300,
): { openDatasync: DiskLatency; fdatasync: DiskLatency } {
  const path = join(folder, 'disk-latency');
  const block = Buffer.alloc(BLOCK_BYTES, 7);
  const time = (flags: number, synchronise: (file: number) => void): DiskLatency => {
    const file = openSync(path, constants.O_CREAT | constants.O_WRONLY | flags);
    const latencies: number[] = [];
    for (let write = -FILE_BLOCKS; write < writes; write++) {
      const start = performance.now();
      writeSync(file, block, 0, BLOCK_BYTES, ((write + FILE_BLOCKS) % FILE_BLOCKS) * BLOCK_BYTES);
      synchronise(file);
      if (write >= 0) latencies.push(performance.now() - start);
    }
    closeSync(file);
    return { p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
  };
  try {
    return { openDatasync: time(constants.O_DSYNC, () => undefined), fdatasync: time(0, fdatasyncSync) };
  } finally {
    rmSync(path, { force: true });
  }
}
