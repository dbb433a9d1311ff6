import type pg from 'pg';
import { readKeyFile } from '#infra/keys/key-file.js';
import type { BackupFile } from '../file/backup-file.js';
import { BackupRefused } from '../refusal.js';
import { keptFiles } from '../surroundings.js';
import { hasRows, keptTables, migrationsOf } from '../tables.js';

/**
 * A database where a server was started and nothing else is empty too, unless it was a newer server than that of the backup. Throws
 * `database_not_empty`.
 */
export async function requireEmpty(client: pg.ClientBase, migrations: readonly string[]): Promise<void> {
  const run = await migrationsOf(client);
  if (run.length === 0) return;
  for (const table of await keptTables(client)) {
    if (!(await hasRows(client, table))) continue;
    throw new BackupRefused(
      'database_not_empty',
      `There is something in ${table.name}: a backup is restored into an empty database only. Name another ` +
        'SEMINA_HOME, or an empty database in DATABASE_URL; nothing is ever deleted for you.',
    );
  }
  if (run.some((name) => !migrations.includes(name))) {
    throw new BackupRefused(
      'database_not_empty',
      'The database has the tables of a newer version than the backup: restore into one that is quite empty.',
    );
  }
}

/** The keys of the backup go into this home, so there may be none of another server. Throws `home_in_use`. */
export async function requireOwnHome(home: string, backup: BackupFile): Promise<void> {
  for (const [name, path] of Object.entries(keptFiles(home))) {
    const [there, kept] = [await readKeyFile(path), await backup.text(name)];
    if (there === undefined || kept === undefined || there === kept) continue;
    throw new BackupRefused(
      'home_in_use',
      `${path} is there and is another key than the one in the backup: name another SEMINA_HOME.`,
    );
  }
}
