import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { checkout } from '../../checkout.js';
import { type Measured } from './measure.js';
import { memoryMb, processMs } from './processor-time.js';

const LOOK_EVERY_MS = 50;

/**
 * Runs a built program (`apps/auditor/main.js`) once, with these arguments, which is so many operations, and looks at its processor time and
 * memory until it ends. Rejects where it ends with anything but 0.
 */
export async function measureProgram(
  operations: number,
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Measured> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', join(checkout, 'dist', program), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  let [cpuMs, memory] = [Number.NaN, Number.NaN];
  const look = (): void => {
    const [used, { highest }] = [processMs(child.pid ?? 0), memoryMb(child.pid ?? 0)];
    // A process that is about to be reaped has no memory any more.
    if (used !== null && !Number.isNaN(highest)) [cpuMs, memory] = [used, highest];
  };
  const looking = setInterval(look, LOOK_EVERY_MS);
  const [status] = (await once(child, 'close')) as [number | null];
  clearInterval(looking);
  const elapsedMs = performance.now() - start;
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')} ended with ${status}:\n${said}`);
  return {
    perSecond: (operations / elapsedMs) * 1_000,
    latenciesMs: [],
    cpu: { node: cpuMs / elapsedMs, postgres: null },
    memoryMb: memory,
  };
}
