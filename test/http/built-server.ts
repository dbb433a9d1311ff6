import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOwnKey, signToken } from '#infra/keys/own-key.js';
import { checkout } from '../checkout.js';

const MAIN = 'apps/api/main.js';
const START_TIMEOUT_MS = 60_000;

export interface ServerOptions {
  /** The program, in what is built; by default the API. */
  readonly program?: string;
  readonly databaseUrl: string;
  /** Kept between starts where given; else made, and removed with the server. */
  readonly home?: string;
  readonly env?: { readonly [name: string]: string };
}

/** The server as it is built, running as a process of its own on a free port. */
export interface BuiltServer {
  readonly url: string;
  readonly pid: number;
  readonly home: string;
  /** A token of the server's own key. */
  token(personId: string, options?: { operator?: boolean; lifetimeSeconds?: number }): Promise<string>;
  /** All it has written to its standard error: the logs. */
  log(): string;
  /** Sends the signal and waits for the end; answers with the exit status, null where a signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  readonly ended: Promise<number | null>;
}

/** Starts the built server and waits for the line that tells its address. */
export async function startBuiltServer(options: ServerOptions): Promise<BuiltServer> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'semina-http-')));
  const program = join(checkout, 'dist', options.program ?? MAIN);
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      SEMINA_HOME: home,
      DATABASE_URL: options.databaseUrl,
      LOG_LEVEL: 'warn',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const removeHome = async (): Promise<void> => {
    if (options.home === undefined) await rm(home, { recursive: true, force: true });
  };
  const url = await addressOf(child, () => log).catch(async (error: unknown) => {
    await removeHome();
    throw error;
  });
  return {
    url,
    pid: child.pid ?? 0,
    home,
    ended,
    log: () => log,
    token: async (personId, { operator = false, lifetimeSeconds = 3_600 } = {}) =>
      signToken(await openOwnKey(home), { personId, operator, lifetimeSeconds }),
    signal: (signal) => void child.kill(signal),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const status = await ended;
      await removeHome();
      return status;
    },
  };
}

/** Rejects with the log where the server ends before it listens. */
function addressOf(child: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The server does not start:\n${log()}`));
    }, START_TIMEOUT_MS);
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, url] = /is at (http:\/\/\S+);/.exec(said) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once('exit', (status) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with ${status}:\n${said}${log()}`));
    });
  });
}
