import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const built = (program: string): string =>
  fileURLToPath(new URL(`../../../dist/apps/worker/${program}.js`, import.meta.url));

/** A program of the worker as it is built, as a process of its own. */
export interface WorkerProcess {
  /** All it has written. */
  told(): string;
  /** Ends it, and answers with its exit status. */
  stop(): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

export function startWorker(
  program: 'main' | 'projections' | 'log',
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): WorkerProcess {
  const child = spawn(process.execPath, [built(program), ...args], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const ended = once(child, 'close').then(([status]) => status as number | null);
  return {
    told: () => told,
    ended,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
