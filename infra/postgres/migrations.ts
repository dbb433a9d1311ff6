import pg from 'pg';
import type { DataSource } from 'typeorm';
import { takeOver } from './former-migrations.js';
import { migrationClasses, migrationNames } from './migration-files.js';

export { asOfToday, TooOld } from './former-migrations.js';
export { migrationFiles, migrationNames } from './migration-files.js';

/** Any number, the same in every process: who holds it migrates, the others wait and find it done. */
const MIGRATION_LOCK = 7_362_615;

/**
 * Brings the database to the shape that this version needs: runs the SQL files that have not run yet, in
 * their order, all in one transaction. A database of release 0.1.0 is taken over. Safe when several
 * processes start at once. Rejects with the name of the file that failed, or with TooOld; nothing has
 * changed then.
 */
export async function migrate(url: string): Promise<void> {
  if (await remembersAll(url)) return;
  const source = await openSource(url);
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await takeOver(lock);
    await source.runMigrations();
  } finally {
    await lock.release();
    await source.destroy();
  }
}

/** Whether no file is left to run, as nearly always: then a program need not read TypeORM to know it. */
async function remembersAll(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows: tables } = await client.query(`SELECT WHERE to_regclass('migrations') IS NOT NULL`);
    if (tables.length === 0) return false;
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
    const names = new Set(rows.map(({ name }) => name));
    return migrationNames().every((name) => names.has(name));
  } finally {
    await client.end();
  }
}

/** A database that is being made: everything that happens to it happens at once, or not at all. */
export interface Making {
  readonly client: pg.Client;
  /** Runs those of these migrations that have not run yet. */
  migrate(names: readonly string[]): Promise<void>;
}

/**
 * Does the work in one transaction, while nobody else migrates: a server that is started meanwhile waits
 * for it. What it answers is there when this resolves; where it rejects, nothing has changed.
 */
export async function makeDatabase<Answer>(
  url: string,
  work: (making: Making) => Promise<Answer>,
): Promise<Answer> {
  const source = await openSource(url);
  const runner = source.createQueryRunner();
  try {
    const client = (await runner.connect()) as pg.Client;
    await runner.startTransaction();
    await runner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await takeOver(runner);
    const { MigrationExecutor } = await import('typeorm');
    const executor = new MigrationExecutor(source, runner);
    const migrateTo = async (names: readonly string[]): Promise<void> => {
      for (const migration of await executor.getPendingMigrations()) {
        if (names.includes(migration.name)) await executor.executeMigration(migration);
      }
    };
    const answer = await work({ client, migrate: migrateTo });
    await runner.commitTransaction();
    return answer;
  } catch (error) {
    // Where the connection is gone, the server has rolled back already.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
    await source.destroy();
  }
}

async function openSource(url: string): Promise<DataSource> {
  const { DataSource } = await import('typeorm');
  return new DataSource({
    type: 'postgres',
    url,
    migrations: migrationClasses(),
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'all',
    extra: { max: 2 },
  }).initialize();
}
