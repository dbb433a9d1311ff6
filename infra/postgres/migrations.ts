import { readFileSync, readdirSync } from 'node:fs';
import type pg from 'pg';
import { DataSource, MigrationExecutor, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Beside this file both as source and as built: the build copies the .sql files. */
const folder = new URL('./migrations/', import.meta.url);

/** Any number, the same in every process: who holds it migrates, the others wait and find it done. */
const MIGRATION_LOCK = 7_362_615;

/**
 * Brings the database to the shape that this version needs: runs the files of migrations/ that have not run yet, in
 * the order of their names, all in one transaction. Safe when several processes start at once. Rejects with the name of
 * the file that failed; nothing has changed then.
 */
export async function migrate(url: string): Promise<void> {
  const source = await openSource(url);
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations();
  } finally {
    await lock.release();
    await source.destroy();
  }
}

/** The names under which the database remembers the migrations that have run, in their order. */
export const migrationNames = (): string[] =>
  migrationClasses().map((migration) => new migration().name ?? '');

/** A database that is being made: everything that happens to it happens at once, or not at all. */
export interface Making {
  readonly client: pg.Client;
  /** Runs those of these migrations that have not run yet. */
  migrate(names: readonly string[]): Promise<void>;
}

/**
 * Does the work in one transaction, while nobody else migrates: a server that is started meanwhile waits for it. What it answers is
 * there when this resolves; where it rejects, nothing has changed.
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

function openSource(url: string): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    migrations: migrationClasses(),
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'all',
    extra: { max: 2 },
  }).initialize();
}

/**
 * One class a file. TypeORM knows a migration by its name and orders by the 13 digits at the name's end: the
 * file's number, filled up with zeros.
 */
function migrationClasses(): (new () => MigrationInterface)[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.toSorted().map((file) => migrationClass(file, readFileSync(new URL(file, folder), 'utf8')));
}

function migrationClass(file: string, sql: string): new () => MigrationInterface {
  const [, number, words] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? [];
  if (number === undefined || words === undefined)
    throw new Error(`A migration is named NNNN-words.sql, not ${file}.`);
  const timestamp = number.padStart(13, '0');
  return class {
    readonly name = `${words}-${timestamp}`;

    async up(runner: QueryRunner): Promise<void> {
      try {
        await runner.query(sql);
      } catch (error) {
        throw new Error(`The migration ${file} failed: ${(error as Error).message}`, { cause: error });
      }
    }

    /** What was recorded stays recorded: mistakes are mended by a further migration. */
    async down(): Promise<void> {
      throw new Error(`The migration ${file} is not undone; write one that mends it.`);
    }
  };
}
