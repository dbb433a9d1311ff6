import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import { eventsSeenBy } from '#event-store/postgres/index.js';
import { fsck, type FsckFinding } from '#notary';
import { readKeyFile } from '#infra/keys/key-file.js';
import { logKeyPath } from '#infra/keys/log-keys.js';
import { signedBy } from '#infra/hosting/signed-by.js';
import { openDatabase } from '#infra/postgres/database.js';
import { Draft } from '../file/draft.js';
import { type Events, FORMAT, type Manifest } from '../file/manifest.js';
import { OneAtATime } from '../one-at-a-time.js';
import { BackupRefused } from '../refusal.js';
import { keptFiles, type Surroundings } from '../surroundings.js';
import { keptTables, migrationsOf, type Table } from '../tables.js';
import { describeEvents, describeLog } from './describe.js';
import { inSnapshot } from './snapshot.js';

/** Writes all rows of a table: what PostgreSQL's own COPY gives (its text format), compressed. Memory does not grow with it. */
async function writeTable(client: pg.Client, { name, columns }: Table, draft: Draft): Promise<number> {
  const rows = client.query(to(`COPY ${name} (${columns.join(', ')}) TO STDOUT`));
  const zipped = createGzip();
  const piped = pipeline(rows, zipped);
  // It is awaited below; until then the reader of what is zipped is told of a failure.
  piped.catch(() => undefined);
  await draft.add(`tables/${name}.copy.gz`, zipped, () => ({ name, columns, rows: rows.rowCount }));
  await piped;
  return rows.rowCount;
}

/** What was backed up. */
export interface Taken {
  readonly bytes: number;
  readonly events: Manifest['events'];
  readonly log: Manifest['log'];
  /** Rows by table. */
  readonly rows: ReadonlyMap<string, number>;
  /** Names of the files of the home that are in it. */
  readonly files: readonly string[];
  /** What is wrong with the log of this database; with that, the backup is refused when it is to be restored. */
  readonly findings: readonly FsckFinding[];
}

/**
 * Writes a backup into a new file, of the embedded server or an outside one, which may be used meanwhile: it is the state of one
 * instant. Rejects with BackupRefused, or where the database or the disk fail; then there is no file.
 */
export async function takeBackup(path: string, surroundings: Surroundings): Promise<Taken> {
  const database = await openDatabase({ home: surroundings.home, url: surroundings.databaseUrl });
  try {
    return await inSnapshot(database.url, (client) => draw(path, client, surroundings));
  } finally {
    await database.close();
  }
}

/** Begins its file only when no other backup is under way, which may be writing one of the same name. */
async function draw(path: string, client: pg.Client, surroundings: Surroundings): Promise<Taken> {
  const draft = await Draft.begin(path, `${new Date().toISOString().slice(0, 19)}Z`);
  try {
    return await write(client, draft, surroundings);
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

async function write(client: pg.Client, draft: Draft, surroundings: Surroundings): Promise<Taken> {
  const migrations = await migrationsOf(client);
  if (migrations.length === 0) {
    throw new BackupRefused('nothing_to_back_up', 'No server has been started on this database yet.');
  }
  const [described, log] = [await describeEvents(client), await describeLog(client)];
  requireEventsWhereSaid(described, log, surroundings);
  const rows = new Map<string, number>();
  for (const table of await keptTables(client)) rows.set(table.name, await writeTable(client, table, draft));
  const files: string[] = [];
  for (const [name, path] of Object.entries(keptFiles(surroundings.home))) {
    const text = await readKeyFile(path);
    if (text === undefined) continue;
    await draft.add(name, [Buffer.from(text)]);
    files.push(name);
  }
  const events = surroundings.eventsElsewhere ? null : described;
  const findings = events === null ? [] : await inspect(client, surroundings);
  const bytes = await draft.finish({ format: FORMAT, migrations, events, log });
  return { bytes, events, log, rows, files, findings };
}

/** Whoever forgets EVENT_STORE, or names one that the server does not, would keep a backup that tells something else than it holds. */
function requireEventsWhereSaid(
  events: Events,
  log: Manifest['log'],
  { eventsElsewhere }: Surroundings,
): void {
  if (eventsElsewhere && events.count > 0) {
    throw new BackupRefused(
      'event_store_differs',
      `EVENT_STORE is set, and the database holds ${events.count} events: use the settings of the server.`,
    );
  }
  if (!eventsElsewhere && events.count === 0 && log !== null && log.size > 0) {
    throw new BackupRefused(
      'event_store_differs',
      `The log has ${log.size} events and the database none: set EVENT_STORE as the server has it.`,
    );
  }
}

/** So that it is known today, and not on the day when the backup is needed. */
async function inspect(client: pg.Client, surroundings: Surroundings): Promise<readonly FsckFinding[]> {
  const queries = new OneAtATime(client);
  const keyText = surroundings.keysElsewhere ?? (await readKeyFile(logKeyPath(surroundings.home)));
  const log = await signedBy(keyText, queries);
  if (log === undefined) return [];
  return (await fsck({ queries, store: eventsSeenBy(queries), log })).findings;
}
