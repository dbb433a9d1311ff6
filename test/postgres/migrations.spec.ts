import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import pg from 'pg';
import { openEmbeddedServer } from '#infra/postgres/embedded/server.js';
import { migrate } from '#infra/postgres/migrations.js';
import { createTestDatabase } from './database.js';

const files = readdirSync('infra/postgres/migrations').filter((file) => file.endsWith('.sql'));

describe('the migrations', () => {
  it('run once each, in the order of their files, however many processes start at once', async () => {
    const server = await openEmbeddedServer(process.env['SEMINA_TEST_HOME']!, { durable: false });
    const admin = new pg.Client({ connectionString: server.adminUrl });
    await admin.connect();
    const name = `empty_${randomUUID().replaceAll('-', '')}`;
    await admin.query(`CREATE DATABASE ${name} OWNER semina`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    await Promise.all([migrate(url.href), migrate(url.href), migrate(url.href)]);
    await migrate(url.href);
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const { rows } = await client.query<{ timestamp: string }>(
      'SELECT timestamp FROM migrations ORDER BY id',
    );
    expect(rows.map(({ timestamp }) => Number(timestamp))).toEqual(
      files.toSorted().map((file) => Number(file.slice(0, 4))),
    );
    await client.end();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });

  it('are named by a number of their own, which is their order', () => {
    const numbers = files.map((file) => /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]);
    expect(numbers).not.toContain(undefined);
    expect(new Set(numbers).size).toBe(files.length);
  });

  it('leave a database alone that is up to date, also when it is in use', async () => {
    const { url, drop } = await createTestDatabase();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE event_store.events IN ROW EXCLUSIVE MODE');
    await migrate(url);
    await client.query('COMMIT');
    await client.end();
    await drop();
  });
});
