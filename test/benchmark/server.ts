import { randomUUID } from 'node:crypto';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runningPostmaster } from '#infra/postgres/embedded/postmaster.js';
import { type EmbeddedServer, openEmbeddedServer } from '#infra/postgres/embedded/server.js';

/** The server of one run, which waits for the disk, and the folder that everything of the run is in. */
export interface RunServer {
  readonly adminUrl: string;
  /** As the role that owns databases of rows. */
  readonly url: string;
  readonly postmaster: number;
  /** Beside the data, on the same disk. */
  readonly folder: string;
  readonly version: string;
  /** Forgets the databases of a row and writes what is still in memory to disk, so that the next row does not pay for it. */
  tidy(): Promise<void>;
  /** Stops it and removes everything. */
  close(): Promise<void>;
}

/** The embedded server as it comes, with its own settings. */
export async function startRunServer(): Promise<RunServer> {
  const home = join(tmpdir(), `semina-bench-${randomUUID()}`);
  let server: EmbeddedServer | undefined;
  const close = async (): Promise<void> => {
    await server?.close();
    // As root, the server works in a folder elsewhere, which the home links to.
    const place = await realpath(join(home, 'postgres')).catch(() => undefined);
    if (place !== undefined) await rm(place, { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  };
  try {
    server = await openEmbeddedServer(home);
    const place = await realpath(join(home, 'postgres'));
    const folder = join(place, 'bench');
    await mkdir(folder);
    const version = await asAdmin(server.adminUrl, async (client) => {
      const { rows } = await client.query<{ version: string }>(
        `SELECT current_setting('server_version') AS version`,
      );
      return rows[0]?.version ?? '';
    });
    const postmaster = runningPostmaster(join(place, 'data'))?.pid ?? 0;
    const { adminUrl, url } = server;
    return { adminUrl, url, postmaster, folder, version, tidy: () => asAdmin(adminUrl, tidy), close };
  } catch (error) {
    await close();
    throw error;
  }
}

export async function asAdmin<Result>(
  adminUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function tidy(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE starts_with(datname, 'bench_')`,
  );
  for (const { name } of rows) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.query('CHECKPOINT');
}
