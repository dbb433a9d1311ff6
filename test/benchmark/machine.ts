import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../checkout.js';
import { diskLatency } from './measuring/disk-latency.js';
import { type RunServer } from './server.js';

/** Where it was measured. Figures of two machines say little about each other; ratios say more. */
export type Machine = ReturnType<typeof machineOf>;

export function machineOf({ folder, version }: RunServer) {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${process.arch}`,
    versions: { semina: ownVersion(), node: process.version.slice(1), postgres: version },
    disk: diskLatency(folder),
    /** Of the last minute before the run. Above zero, others were at work too. */
    loadBefore: loadavg()[0] ?? 0,
  };
}

function ownVersion(): string {
  return (JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string }).version;
}
