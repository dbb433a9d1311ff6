import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const programs = { backup: 'backup/backup', restore: 'backup/restore', log: 'worker/log' } as const;
type Program = keyof typeof programs;

const programOf = (name: Program): string =>
  fileURLToPath(new URL(`../../../dist/apps/${programs[name]}.js`, import.meta.url));

/** Where a program works: its home, and the database, which is the embedded one of the home unless it is told. */
export interface Place {
  readonly home: string;
  readonly databaseUrl?: string;
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly outcome: Promise<Outcome>;
  signal(signal: NodeJS.Signals): void;
}

/** The built program as a process of its own. */
export function start(
  name: Program,
  { home, databaseUrl = '' }: Place,
  args: readonly string[],
  env: Record<string, string> = {},
): Running {
  const child = spawn(process.execPath, [programOf(name), ...args], {
    env: { PATH: process.env['PATH'], SEMINA_HOME: home, DATABASE_URL: databaseUrl, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const outcome = new Promise<Outcome>((resolve) => {
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
  return { outcome, signal: (signal) => void child.kill(signal) };
}

export const backup = (place: Place, file: string, env?: Record<string, string>): Promise<Outcome> =>
  start('backup', place, [file], env).outcome;

export const restore = (
  place: Place,
  file: string,
  args: readonly string[] = [],
  env?: Record<string, string>,
): Promise<Outcome> => start('restore', place, [file, ...args], env).outcome;
