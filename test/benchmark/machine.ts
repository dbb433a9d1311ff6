import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
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
  return process.env['npm_package_version'] ?? versionIn('package.json');
}

function versionIn(file: string): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
