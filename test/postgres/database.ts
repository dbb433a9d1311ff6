import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type EmbeddedServer, openEmbeddedServer } from '#infra/postgres/embedded/server.js';

export interface TestDatabase {
  readonly url: string;
  /** Ends whatever is still connected. */
  drop(): Promise<void>;
}

/** Any number: one spec prepares the template and clones from it at a time. */
const TEMPLATE_LOCK = 5_113_007;

/**
 * An empty database with all migrations, of this spec alone: a clone of a template, on one server for the whole run, which does not
 * wait for the disk. Where durability is tested, start a server with openDatabase instead.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await (opening ??= openTestServer());
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(server.adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(client, server.url);
    await client.query(`CREATE DATABASE ${name} TEMPLATE template_semina OWNER semina STRATEGY wal_log`);
  });
  return testDatabase(server, name);
}

/** A database with nothing in it, on the same server. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const server = await (opening ??= openTestServer());
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(server.adminUrl, async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER semina`);
  });
  return testDatabase(server, name);
}

function testDatabase({ url, adminUrl }: EmbeddedServer, name: string): TestDatabase {
  return {
    url: withDatabase(url, name),
    drop: () =>
      asAdmin(adminUrl, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

let opening: Promise<EmbeddedServer> | undefined;

function openTestServer(): Promise<EmbeddedServer> {
  const home = process.env['SEMINA_TEST_HOME'];
  if (home === undefined)
    throw new Error('createTestDatabase works under jest, whose global setup names the home.');
  return openEmbeddedServer(home, { durable: false });
}

async function ensureTemplate(client: pg.Client, serverUrl: string): Promise<void> {
  const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'template_semina'`);
  if (rowCount !== 0) return;
  // TypeORM comes with it, which takes long to read in every spec.
  const { migrate } = await import('#infra/postgres/migrations.js');
  await client.query('DROP DATABASE IF EXISTS template_draft');
  await client.query('CREATE DATABASE template_draft OWNER semina');
  await migrate(withDatabase(serverUrl, 'template_draft'));
  await client.query('ALTER DATABASE template_draft RENAME TO template_semina');
}

async function asAdmin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
