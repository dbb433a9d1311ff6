import { type QueryRunner } from 'typeorm';
import { baselineNames, numberOf } from './migration-files.js';

/** Numbers below are of release 0.1.0 and of versions before it. */
const FIRST_NUMBER = 1_000;
/** The migrations of release 0.1.0: so many, this one the last. They ran in order, all or none. */
const FORMER = { count: 73, last: 'entry-pieces-by-position-0000000000722' };

/** Database or backup is of a version whose tables nobody here knows any more. */
export class TooOld extends Error {
  override readonly name = 'TooOld';
}

const isFormer = (name: string): boolean => numberOf(name) < FIRST_NUMBER;

/**
 * The migrations that these come to today, in their order: those of release 0.1.0 made what our baseline
 * makes. Throws TooOld where they are of a version before that release.
 */
export function asOfToday(names: readonly string[]): readonly string[] {
  const former = names.filter(isFormer);
  if (former.length === 0) return names;
  if (former.length !== FORMER.count || former.at(-1) !== FORMER.last) {
    throw new TooOld(
      'The database is of a version before release 0.1.0 (commit 9a1ec0b): start that release on it once, then this one.',
    );
  }
  return [...baselineNames(), ...names.filter((name) => !isFormer(name))];
}

/**
 * Lets a database of release 0.1.0 remember today's migrations in place of that release's, in one statement.
 * The caller holds the migration lock. Rejects with TooOld, and leaves alone whatever is no such database.
 */
export async function takeOver(runner: QueryRunner): Promise<void> {
  const [there] = (await runner.query(`SELECT to_regclass('migrations') IS NOT NULL AS is`)) as [
    { is: boolean },
  ];
  if (!there.is) return;
  const rows = (await runner.query('SELECT name FROM migrations ORDER BY timestamp')) as { name: string }[];
  const names = rows.map(({ name }) => name);
  const former = names.filter(isFormer);
  if (former.length === 0) return;
  const added = asOfToday(names).filter((name) => !names.includes(name));
  await runner.query(
    `WITH forgotten AS (DELETE FROM migrations WHERE name = ANY ($1))
     INSERT INTO migrations (timestamp, name) SELECT * FROM unnest($2::bigint[], $3::text[])`,
    [former, added.map(numberOf), added],
  );
}
