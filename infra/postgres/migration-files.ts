import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Where paths begin, both as source and as built: the build copies the .sql files. */
const root = new URL('../../', import.meta.url);

/**
 * Every SQL file of the house, in the order in which a database needs them, each with the number under
 * which databases remember it. A file that has run somewhere is never changed, and its name and number
 * stay: what changes later is a further file, at the end.
 */
const files: readonly (readonly [number: number, path: string])[] = [
  [1000, 'libs/event-store/postgres/events.sql'],
  [1010, 'libs/event-store/postgres/append.sql'],
  [1100, 'libs/command-handling/snapshots.sql'],
  [1200, 'libs/directory/directory.sql'],
  [1300, 'libs/notary/transparency-log.sql'],
  [1400, 'libs/projection-engine/runner/read.sql'],
  [1410, 'libs/read-models/balances/balances.sql'],
  [1420, 'libs/read-models/co-productions/co-productions.sql'],
  [1430, 'libs/read-models/producers/producers.sql'],
  [1440, 'libs/read-models/pledges/pledges.sql'],
  [1450, 'libs/read-models/statements/statements.sql'],
  [1460, 'libs/read-models/deliveries/deliveries.sql'],
];

/** Of the last file that makes what release 0.1.0 had: a database of that release has all up to it. */
const BASELINE_LAST = 1460;

export const migrationFiles: readonly string[] = files.map(([, path]) => path);

/** TypeORM orders migrations by the 13 digits at the end of their names. */
const nameOf = (number: number, path: string): string =>
  `${basename(path, '.sql')}-${String(number).padStart(13, '0')}`;

/** The number at the end of a migration's name. */
export const numberOf = (name: string): number => Number(/-(\d{13})$/.exec(name)?.[1]);

/** The names under which a database remembers the migrations that have run, in their order. */
export const migrationNames = (): string[] => files.map(([number, path]) => nameOf(number, path));

/** Those of them that make what release 0.1.0 had. */
export const baselineNames = (): string[] =>
  migrationNames().filter((name) => numberOf(name) <= BASELINE_LAST);

/** One class a file, as TypeORM wants them. */
export const migrationClasses = (): (new () => MigrationInterface)[] =>
  files.map(([number, path]) => migrationClass(nameOf(number, path), path));

function migrationClass(name: string, path: string): new () => MigrationInterface {
  const sql = readFileSync(new URL(path, root), 'utf8');
  return class {
    readonly name = name;

    async up(runner: QueryRunner): Promise<void> {
      try {
        await runner.query(sql);
      } catch (error) {
        throw new Error(`The migration ${path} failed: ${(error as Error).message}`, { cause: error });
      }
    }

    /** What was recorded stays recorded: mistakes are mended by a further migration. */
    async down(): Promise<void> {
      throw new Error(`The migration ${path} is not undone; write one that mends it.`);
    }
  };
}
