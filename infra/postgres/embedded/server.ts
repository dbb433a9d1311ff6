import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ensureCluster } from './cluster.js';
import { openHome, type ServerHome } from './home.js';
import { withLock } from './lock.js';
import { freePort, portFree, runningPostmaster, startPostmaster, stopPostmaster } from './postmaster.js';
import { Patience, untilReady } from './readiness.js';
import { enter, leave, othersAreThere } from './users.js';

const SILENCE_MS_MAX = 60_000;
/** Recovery after a crash, or the end of a server that stops; nothing else should take long. */
const WORK_MS_MAX = 15 * 60_000;
/** Whoever has it may be waiting for all that. */
const LOCK_TIMEOUT_MS = WORK_MS_MAX + 90_000;
const RETRY_MS = 100;
const OWNER_ROLE = 'semina';

export interface EmbeddedServer {
  /** The database `semina`, as the ordinary role that owns it. */
  readonly url: string;
  /** The database `postgres`, as superuser. */
  readonly adminUrl: string;
  /** Whether no other process used the server when this one opened it: it was started, or found orphaned. */
  readonly owner: boolean;
  /** Stops the server, unless another living process uses it: then the last of them stops it. */
  close(): Promise<void>;
}

/**
 * Finds or starts the server of this home. `durable: false` gives up the safety of what was committed for speed, which only
 * tests may. A server whose users have all died is adopted: it goes on, and the adopter stops it.
 */
export async function openEmbeddedServer(
  path: string,
  options: { durable?: boolean } = {},
): Promise<EmbeddedServer> {
  const home = await openHome(path);
  return withLock(home.files.lock, LOCK_TIMEOUT_MS, async () => {
    await ensureCluster(home, options.durable ?? true);
    const port = await ensureRunning(home, options.durable ?? true);
    const address = (role: string, database: string): string =>
      `postgres://${role}:${home.password}@127.0.0.1:${port}/${database}`;
    const adminUrl = address('postgres', 'postgres');
    await ensureDatabase(adminUrl, home.password);
    const owner = !(await othersAreThere(home.files.users));
    await enter(home.files.users);
    return { url: address(OWNER_ROLE, 'semina'), adminUrl, owner, close: () => close(home) };
  });
}

async function close(home: ServerHome): Promise<void> {
  await withLock(home.files.lock, LOCK_TIMEOUT_MS, async () => {
    if (!(await othersAreThere(home.files.users))) await stopPostmaster(home);
    await leave(home.files.users);
  });
}

/** Answers with the port of a server that takes connections. */
async function ensureRunning(home: ServerHome, durable: boolean): Promise<number> {
  const patience = new Patience(SILENCE_MS_MAX, WORK_MS_MAX);
  for (;;) {
    const running = runningPostmaster(home.data);
    if (running === undefined) {
      const port = await startOnce(home, durable, patience);
      if (port !== undefined) return port;
    } else if (running.stopping) {
      patience.renew();
    } else if (await isReady(home, running.port, patience)) {
      return running.port;
    }
    if (patience.isOver) throw new Error(`The server does not start: ${await lastWords(home)}`);
    await pause(RETRY_MS);
  }
}

/** undefined if it ended at once: the port was taken meanwhile, or a killed server's last processes still leave. */
async function startOnce(
  home: ServerHome,
  durable: boolean,
  patience: Patience,
): Promise<number | undefined> {
  const last = Number(await readFile(home.files.port, 'utf8').catch(() => ''));
  const port = await freePort(last);
  const server = await startPostmaster(home, port, durable);
  if (!(await isReady(home, port, patience, server.ended))) {
    if ((await portFree(port)) === 0) await rm(home.files.port, { force: true });
    return undefined;
  }
  await writeFile(home.files.port, String(port), { mode: 0o600 });
  return port;
}

function isReady(
  { data, password }: ServerHome,
  port: number,
  patience: Patience,
  ended: () => boolean = () => runningPostmaster(data) === undefined,
): Promise<boolean> {
  const connection = { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' };
  return untilReady(connection, patience, ended);
}

/** The role and the database, where a first start has not made them yet, or died before. */
async function ensureDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = 'semina') AS database`,
      [OWNER_ROLE],
    );
    if (!rows[0]?.role)
      await client.query(`CREATE ROLE ${OWNER_ROLE} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    if (!rows[0]?.database) await client.query(`CREATE DATABASE semina OWNER ${OWNER_ROLE}`);
  } finally {
    await client.end();
  }
}

async function lastWords(home: ServerHome): Promise<string> {
  const log = await readFile(home.files.log, 'utf8').catch(() => '');
  return log.trim().split('\n').slice(-5).join('\n');
}
