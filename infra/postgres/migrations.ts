import { readFileSync, readdirSync } from 'node:fs';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

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
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: migrationClasses(),
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'all',
    extra: { max: 2 },
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations();
  } finally {
    await lock.release();
    await source.destroy();
  }
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
