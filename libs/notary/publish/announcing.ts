import type { Queries } from '../running/transaction.js';

/** Says under which name and keys the log is served. Answers the name before, where it was another. */
export async function announce(
  queries: Queries,
  identity: { readonly origin: string; readonly verifierKeys: readonly string[] },
): Promise<string | undefined> {
  const { rows } = await queries.query<{ origin: string }>('SELECT origin FROM transparency_log.identity');
  await queries.query(
    `INSERT INTO transparency_log.identity (origin, verifier_keys) VALUES ($1, $2)
     ON CONFLICT (the_one) DO UPDATE SET origin = excluded.origin, verifier_keys = excluded.verifier_keys`,
    [identity.origin, identity.verifierKeys],
  );
  const before = rows[0]?.origin;
  return before === identity.origin ? undefined : before;
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
