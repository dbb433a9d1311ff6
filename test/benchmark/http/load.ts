import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Measured } from '../measuring/measure.js';
import { memoryMb, postgresMs, processMs } from '../measuring/processor-time.js';
import { type LoadOrder, type LoadReport } from './generator.js';

/** A program of this folder in a process of its own, which ends with this one. */
export function startProgram(name: 'generator' | 'do-nothing'): ChildProcess {
  return fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), { stdio: ['ignore', 2, 2, 'ipc'] });
}

/** What the program says next. Throws if it ends instead. */
export async function said<Message>(program: ChildProcess): Promise<Message> {
  const listening = new AbortController();
  const { signal } = listening;
  const ended = once(program, 'exit', { signal }).then(([status]): never => {
    throw new Error(`A program of the benchmark ended with ${status}.`);
  });
  try {
    return await Promise.race([
      once(program, 'message', { signal }).then(([message]) => message as Message),
      ended,
    ]);
  } finally {
    listening.abort();
    ended.catch(() => undefined);
  }
}

export interface LoadMeasured extends Measured {
  /** Cores that the generator took. */
  readonly generator: number;
}

/** Lets the generator load the server of this process id. Throws if any request was refused. */
export async function measureLoad(
  generator: ChildProcess,
  order: LoadOrder,
  server: number,
  postmaster: number,
): Promise<LoadMeasured> {
  const before = { node: processMs(server), postgres: postgresMs(postmaster) };
  generator.send(order);
  const report = await said<LoadReport>(generator);
  const { answered, elapsedMs, latenciesMs, refused, cpuMs } = report;
  const after = { node: processMs(server), postgres: postgresMs(postmaster) };
  if (Object.keys(refused).length > 0) throw new Error(`Refused: ${JSON.stringify(refused).slice(0, 1_000)}`);
  const cores = (from: number | null, to: number | null): number | null =>
    from === null || to === null ? null : (to - from) / elapsedMs;
  return {
    perSecond: (answered / elapsedMs) * 1_000,
    latenciesMs,
    cpu: {
      node: cores(before.node, after.node) ?? Number.NaN,
      postgres: cores(before.postgres, after.postgres),
    },
    memoryMb: memoryMb(server).highest,
    generator: cpuMs / elapsedMs,
  };
}
