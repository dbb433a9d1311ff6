import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { freePort } from '#apps/demo/ports.js';
import { ServerProcess } from '#apps/demo/server-process.js';
import type { EventStore, RecordedEvent } from '#event-store';
import pg from 'pg';
import { createTestDatabase } from '../../postgres/database.js';

export const built = resolve('dist');
export const barbajanni = resolve('test/data/barbajanni-2019');

/** Jest's own options are no business of the programs under test. */
const environment = { ...process.env, NODE_OPTIONS: '' };

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of the build, running. */
export interface Program {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  said(): { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<Ended>;
}

export function start(
  app: 'importer' | 'demo',
  args: readonly string[],
  extra: NodeJS.ProcessEnv = {},
): Program {
  const child = spawn(process.execPath, [join(built, 'apps', app, 'main.js'), ...args], {
    env: { ...environment, ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
  return { child, said: () => ({ stdout, stderr }), ended };
}

/** A server on an empty database of its own, and its event store to look into. */
export interface Surroundings {
  readonly url: string;
  readonly home: string;
  readonly store: EventStore;
  import(data: string, ...args: string[]): Promise<Ended>;
  start(data: string, ...args: string[]): Program;
  allEvents(): Promise<RecordedEvent[]>;
  end(): Promise<void>;
}

export async function surroundings(): Promise<Surroundings> {
  const database = await createTestDatabase();
  const home = mkdtempSync(join(tmpdir(), 'semina-import-'));
  const port = (await freePort(0)) ?? 0;
  const server = new ServerProcess({ built, home, port, environment: { DATABASE_URL: database.url } });
  const pool = new pg.Pool({ connectionString: database.url });
  pool.on('error', () => undefined);
  const store = openPostgresEventStore({ pool });
  if (!(await server.ready())) throw new Error(`The server did not start: ${server.lastWords}`);
  const begin = (data: string, ...args: string[]) =>
    start('importer', ['--data', data, '--url', server.url, '--home', home, ...args]);
  return {
    url: server.url,
    home,
    store,
    start: begin,
    import: (data, ...args) => begin(data, ...args).ended,
    allEvents: () => readAll(store),
    end: async () => {
      await store.close();
      await pool.end();
      await server.stop();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function readAll(store: EventStore): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let from = 1n; ; from = (events.at(-1)?.position ?? 0n) + 1n) {
    const batch = await store.readAll(from, { limit: 1_000 });
    events.push(...batch);
    if (batch.length < 1_000) return events;
  }
}

/** A folder of texts by file name, on the disk. */
export function folderOf(texts: { readonly [file: string]: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'semina-folder-'));
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text);
  return folder;
}

/** A copy of the folder that comes with the package, one file of it changed. */
export function changedBarbajanni(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'semina-folder-'));
  cpSync(barbajanni, folder, { recursive: true });
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  return folder;
}

/** Ids of processes that work in a folder or name it: none where the system does not tell (it does on Linux). */
export function processesIn(folder: string): string[] {
  const pids = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return pids.filter((pid) => {
    try {
      const told =
        readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
      return (
        Number(pid) !== process.pid &&
        (told.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).includes(folder))
      );
    } catch {
      return false;
    }
  });
}
