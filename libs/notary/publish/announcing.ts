import type { LogKeys } from './log-keys.js';
import type { Queries } from '../running/transaction.js';
import { HeadRefused } from './refusal.js';

/**
 * Says under which name and keys the log is served. Rejects with HeadRefused where the log of this database has another name, unless
 * `mayRename`: the wrong key must not make a new log of it by chance. Answers the name before, where it was another.
 */
export async function announce(
  queries: Queries,
  { origin, verifierKeys }: Pick<LogKeys, 'origin' | 'verifierKeys'>,
  mayRename: boolean,
): Promise<string | undefined> {
  const { rows } = await queries.query<{ origin: string }>('SELECT origin FROM transparency_log.identity');
  const before = rows[0]?.origin ?? origin;
  if (before !== origin && !mayRename) {
    throw new HeadRefused(
      'renamed',
      `The log of this database is called ${before}, and the key is that of ${origin}. Give it its own key, or begin another log by naming it.`,
    );
  }
  await queries.query(
    `INSERT INTO transparency_log.identity (origin, verifier_keys) VALUES ($1, $2)
     ON CONFLICT (the_one) DO UPDATE SET origin = excluded.origin, verifier_keys = excluded.verifier_keys`,
    [origin, verifierKeys],
  );
  return before === origin ? undefined : before;
}

/** Writes down why no head is signed, for whoever asks; null once one is. */
export async function recordRefusal(queries: Queries, reason: string | null): Promise<void> {
  await queries.query(
    `UPDATE transparency_log.tree
     SET refusal = left($1, 500), refused_since = CASE WHEN $1 IS NULL THEN NULL ELSE coalesce(refused_since, now()) END
     WHERE refusal IS DISTINCT FROM left($1, 500)`,
    [reason],
  );
}
