import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../../checkout.js';
import { until } from './until.js';

const program = join(checkout, 'dist/apps/worker/main.js');

const START_TIMEOUT_MS = 60_000;

/** The built worker as a process of its own. */
export interface WorkerProcess {
  readonly pid: number;
  /** Everything it wrote. */
  output(): string;
  /** Resolves when it has opened what it needs. */
  started(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when it ends, for whatever reason, with its exit status; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** As a power cut would: nothing is finished. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves with its exit status. */
  stop(): Promise<number | null>;
}

/** Starts `npm run worker`'s program on this database, without the notary unless the environment says otherwise. */
export function startWorker(
  url: string,
  environment: { readonly [name: string]: string } = {},
): WorkerProcess {
  if (!existsSync(program)) throw new Error('the worker is not built: run `npx nest build`');
  const child: ChildProcess = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: url,
      LOG_LEVEL: 'info',
      NOTARY: 'off',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const exited = once(child, 'exit');
  const ended = exited.then(() => child.exitCode);
  const started = (): Promise<void> =>
    until('the worker runs', () => output.includes('the worker runs'), START_TIMEOUT_MS);
  return {
    pid: child.pid ?? 0,
    output: () => output,
    started,
    signal: (signal) => void child.kill(signal),
    ended,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      await started();
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}
