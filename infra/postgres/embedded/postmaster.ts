import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { open, rm, stat, truncate } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from './cluster.js';
import type { ServerHome } from './home.js';
import { isRunning } from './process.js';
import { serverSettings } from './settings.js';

/** Its log is a help for today, not an archive. */
const LOG_BYTES_MAX = 10 * 1024 * 1024;
/** Before it ends it writes whatever is in its memory alone: with a large memory and a slow disk, for minutes. */
const STOP_SECONDS_MAX = 15 * 60;

/** A second for a port to become free. */
const PORT_TRIES = 40;
const PORT_RETRY_MS = 25;

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly stopping: boolean;
}

/**
 * The server that runs on this data, from its own postmaster.pid (PostgreSQL 18, "miscadmin.h": pid, data folder,
 * start, port, socket folder, address, shared memory, status, a line each). undefined where none runs.
 */
export function runningPostmaster(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning({ pid, startedAt: null }) || !worksIn(pid, data))
    return undefined;
  return { pid, port: Number(lines[3]), stopping: lines[7]?.trim() === 'stopping' };
}

/** A server works in its data folder; a stranger who got a dead server's process id does not. */
function worksIn(pid: number, data: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return false;
  }
}

/**
 * Starts the server detached: it is in no terminal's process group, so that Ctrl-C reaches us alone and accepted
 * commands are still written before it stops. What it logs names neither statements nor values.
 */
export async function startPostmaster(
  home: ServerHome,
  port: number,
  durable: boolean,
): Promise<{ ended: () => boolean }> {
  await rm(join(home.data, 'postmaster.pid'), { force: true });
  const size = await stat(home.files.log).catch(() => undefined);
  if (size !== undefined && size.size > LOG_BYTES_MAX) await truncate(home.files.log);
  const log = await open(home.files.log, 'a', 0o600);
  const flags = Object.entries(serverSettings(port, durable)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(home.binaries.postgres, ['-D', home.data, ...flags], {
    ...home.account?.ids,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    cwd: '/',
  });
  child.on('error', () => undefined);
  child.unref();
  await log.close();
  return { ended: () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null };
}

/** Fast shutdown: open transactions are rolled back, connections closed, everything is on disk when it resolves. */
export async function stopPostmaster(home: ServerHome): Promise<void> {
  if (runningPostmaster(home.data) === undefined) return;
  const flags = ['--mode=fast', '--wait', `--timeout=${STOP_SECONDS_MAX}`];
  try {
    await run(home.binaries.pgCtl, home.account, ['stop', `--pgdata=${home.data}`, ...flags]);
  } catch (error) {
    if (runningPostmaster(home.data) !== undefined) throw error;
  }
}

/**
 * The preferred port where it is free, or becomes so in a moment, as that of a server that was just
 * killed does; else any. None that systems give to clients (from 32768 on): one that asks again and
 * again for a server that is down is now and then given the very port it asks for, is connected with
 * itself then, and keeps the server from it.
 */
export async function freePort(preferred: number | undefined): Promise<number> {
  for (let tries = 0; preferred && tries < PORT_TRIES; tries += 1) {
    if ((await portFree(preferred)) !== 0) return preferred;
    await pause(PORT_RETRY_MS);
  }
  for (let tries = 0; tries < 10; tries += 1) {
    const port = await portFree(randomInt(20_000, 32_768));
    if (port !== 0) return port;
  }
  return portFree(0);
}

/** The port that the system gives when asked for this one (0: for any); 0 where it is taken. */
export function portFree(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(0));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const given = (server.address() as AddressInfo).port;
      server.close(() => resolve(given));
    });
  });
}
