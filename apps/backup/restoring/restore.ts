import { parseLogKeys, type SignedBy } from '#notary';
import { signedBy } from '#infra/hosting/signed-by.js';
import { openDatabase } from '#infra/postgres/database.js';
import { asOfToday, makeDatabase, type Making, migrationNames, TooOld } from '#infra/postgres/migrations.js';
import { BackupFile } from '../file/backup-file.js';
import type { Manifest } from '../file/manifest.js';
import { untilInterrupted } from '../interruption.js';
import { OneAtATime } from '../one-at-a-time.js';
import { BackupRefused } from '../refusal.js';
import { LOG_KEY_PART, type Surroundings } from '../surroundings.js';
import { requireEmpty, requireOwnHome } from './empty-place.js';
import { fillHome } from './fill-home.js';
import { gatherHeads, type KnownHead } from './known-heads.js';
import { loadTables } from './load-tables.js';
import { type Verified, verify } from './verify.js';

export interface Restoring {
  readonly path: string;
  /** Files or addresses of pages that are newer than the backup, perhaps. */
  readonly checkpoints: readonly string[];
  readonly surroundings: Surroundings;
  readonly say: (line: string) => void;
}

/** What was restored. */
export interface Restored extends Verified {
  readonly manifest: Manifest;
  /** The files of the home that are there now. */
  readonly files: readonly string[];
}

/**
 * Restores a backup into an empty database and the keys into the home, after every byte of it was checked, and the log worked out anew
 * from the events and held against what was signed. All or nothing: where it rejects, with BackupRefused or because something failed,
 * the database is as empty as before.
 */
export async function restore({ path, checkpoints, surroundings, say }: Restoring): Promise<Restored> {
  const backup = await BackupFile.open(path);
  try {
    const { manifest } = backup;
    const migrations = migrationsOf(manifest);
    requireSameEventStore(manifest, surroundings);
    await requireOwnHome(surroundings.home, backup);
    say(`The file is whole: a backup of ${manifest.madeAt}. It is being restored and checked.`);
    const known = await gatherHeads({ checkpoints, origin: manifest.log?.origin, surroundings, say });
    const database = await openDatabase({ home: surroundings.home, url: surroundings.databaseUrl });
    try {
      return await makeDatabase(database.url, (making) =>
        untilInterrupted(making.client, () => fill(making, { backup, migrations }, known, surroundings)),
      );
    } finally {
      await database.close();
    }
  } finally {
    await backup.close();
  }
}

/** The migrations that had run, as this version names them. Throws `backup_too_old`, `backup_too_new`. */
function migrationsOf({ migrations }: Manifest): readonly string[] {
  const known = migrationNames();
  const run = translated(migrations);
  if (run.every((name, place) => known[place] === name)) return run;
  throw new BackupRefused(
    'backup_too_new',
    'A newer version of Semina has made the backup than this one: restore it with that version.',
  );
}

function translated(migrations: readonly string[]): readonly string[] {
  try {
    return asOfToday(migrations);
  } catch (error) {
    if (!(error instanceof TooOld)) throw error;
    throw new BackupRefused(
      'backup_too_old',
      'The backup is of a version before release 0.1.0: restore it with that release, and make a new one.',
    );
  }
}

/** A server that looks for the events elsewhere would find none, and begin a second history. */
function requireSameEventStore({ events }: Manifest, { eventsElsewhere }: Surroundings): void {
  if ((events === null) === eventsElsewhere) return;
  throw new BackupRefused(
    'event_store_differs',
    eventsElsewhere
      ? 'The events are in the backup, and EVENT_STORE names another place for them: restore without it.'
      : 'The events of this backup are in EventStoreDB: set EVENT_STORE to where they are.',
  );
}

async function fill(
  { client, migrate }: Making,
  { backup, migrations }: { readonly backup: BackupFile; readonly migrations: readonly string[] },
  known: readonly KnownHead[],
  surroundings: Surroundings,
): Promise<Restored> {
  const { manifest } = backup;
  await requireEmpty(client, migrations);
  // The tables as they were when the backup was made; what changed in them since is done to the rows as well.
  await migrate(migrations);
  await loadTables(client, backup);
  await migrate(migrationNames());
  const keys = (await backup.text(LOG_KEY_PART)) ?? surroundings.keysElsewhere;
  const log = await logOf(client, keys);
  requireLogOf(known, log);
  const verified =
    log === undefined
      ? { heads: 0, newest: undefined }
      : await verify({ client, manifest, log, known, witnesses: surroundings.witnesses });
  return { ...verified, manifest, files: await fillHome(surroundings.home, backup, verified.newest) };
}

function requireLogOf(known: readonly KnownHead[], log: SignedBy | undefined): void {
  const [page] = known.filter(({ named }) => named);
  if (log !== undefined || page === undefined) return;
  throw new BackupRefused(
    'checkpoint_unusable',
    `${page.from} cannot be checked: in the backup there is no log, and no key of one; name it in LOG_KEY_FILE.`,
  );
}

async function logOf(client: Making['client'], keys: string | undefined): Promise<SignedBy | undefined> {
  if (keys !== undefined) parseLogKeys(keys);
  return signedBy(keys, new OneAtATime(client));
}
