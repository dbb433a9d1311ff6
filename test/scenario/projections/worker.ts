import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

const program = fileURLToPath(new URL('../../../dist/apps/worker/main.js', import.meta.url));

/** The built worker as a process of its own. */
export interface WorkerProcess {
  /** Everything it wrote. */
  output(): string;
  /** As a power cut would: nothing is finished. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves with its exit status. */
  stop(): Promise<number | null>;
}

/** Starts `npm run worker`'s program on this database. */
export function startWorker(url: string): WorkerProcess {
  if (!existsSync(program)) throw new Error('the worker is not built: run `npx nest build`');
  const child: ChildProcess = spawn(process.execPath, [program], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: url, LOG_LEVEL: 'info', NOTARY: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const exited = once(child, 'exit');
  return {
    output: () => output,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      await until('the worker runs', () => output.includes('the worker runs'));
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}
