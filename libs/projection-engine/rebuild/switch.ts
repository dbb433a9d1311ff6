import type { Pool } from 'pg';
import type { EventStore } from '#event-store';
import { writeBatch } from '../runner/apply-batch.js';
import { notifyReaders } from '../runner/notification.js';
import type { Projection, Queries } from '../runner/projection.js';
import { inTransaction } from '../runner/transaction.js';
import { requireUnbroken } from '../runner/unbroken.js';
import { NewVersionLost } from './new-version.js';

/** How long to wait for reads that are under way before letting others pass: new ones queue behind the wait. */
const LOCK_TIMEOUT_MS = 2_000;

/**
 * Puts the new version of a projection, filled up to `filledTo`, in the place of the old one, in one transaction. The live
 * checkpoint is locked first, so whoever runs the projection waits, and goes on from where the new version ends: what is
 * missing up to the old version's position is applied before. Readers see the old rows until the commit and the new
 * ones after it. Answers the position. Rejects with a lock timeout (SQLSTATE 55P03), nothing changed, where reads do
 * not let go of the tables in time, and with NewVersionLost.
 */
export async function switchToNewVersion(
  pool: Pool,
  store: EventStore,
  projection: Projection,
  filledTo: bigint,
  batchSize: number,
): Promise<bigint> {
  const position = await inTransaction(pool, async (client) => {
    await client.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    const old = await lockCheckpoints(client, projection, filledTo);
    const end = await fillUp(client, store, projection, { from: filledTo, to: old, batchSize });
    await replaceTables(
      client,
      projection.tables.map(({ name }) => name),
    );
    await client.query(
      `UPDATE read.checkpoints
          SET position = $2, version = version + 1, advanced_at = now(),
              failure = NULL, failing_since = NULL, failed_attempts = 0
        WHERE projection = $1 AND stage = 'live'`,
      [projection.name, end],
    );
    await client.query(`DELETE FROM read.checkpoints WHERE projection = $1 AND stage = 'rebuilding'`, [
      projection.name,
    ]);
    return end;
  });
  if (position === undefined) throw new NewVersionLost([projection.name]);
  await notifyReaders(pool, [projection.name], position);
  return position;
}

/** Holds both checkpoints until the end of the transaction; answers where the old version stands. */
async function lockCheckpoints(client: Queries, projection: Projection, filledTo: bigint): Promise<bigint> {
  const { rows } = await client.query<{ stage: string; position: string }>(
    `SELECT stage, position FROM read.checkpoints WHERE projection = $1 ORDER BY stage FOR UPDATE`,
    [projection.name],
  );
  const at = (stage: string) => rows.find((row) => row.stage === stage)?.position;
  if (at('rebuilding') !== String(filledTo)) throw new NewVersionLost([projection.name]);
  return BigInt(at('live') ?? 0);
}

/** Applies what the old version has and the new one does not. Answers where the new version ends then. */
async function fillUp(
  client: Queries,
  store: EventStore,
  projection: Projection,
  gap: { readonly from: bigint; readonly to: bigint; readonly batchSize: number },
): Promise<bigint> {
  let end = gap.from;
  while (end < gap.to) {
    const batch = await store.readAll(end + 1n, { limit: gap.batchSize });
    requireUnbroken(store, batch, end);
    const missing = batch.filter(({ position }) => position <= gap.to);
    const last = missing.at(-1);
    if (last === undefined)
      throw new Error(`no event follows ${end}, but ${projection.name} is at ${gap.to}`);
    await writeBatch([projection], missing, client, 'rebuilding');
    end = last.position;
  }
  return end;
}

/** The tables are locked in the order in which readers lock them, so that neither waits for the other for ever. */
async function replaceTables(client: Queries, tables: readonly string[]): Promise<void> {
  await client.query(
    `LOCK TABLE ${tables.map((table) => `read.${table}`).join(', ')} IN ACCESS EXCLUSIVE MODE`,
  );
  for (const table of tables) {
    await copyGrants(client, table);
    await client.query(`DROP TABLE read.${table}`);
    await client.query(`ALTER TABLE rebuilding.${table} SET SCHEMA read`);
  }
}

/** `LIKE` copies columns, defaults, constraints and indexes with their names, but not who may read the table. */
async function copyGrants(client: Queries, table: string): Promise<void> {
  const { rows } = await client.query<{ privilege: string; grantee: string; options: string }>(
    `SELECT privilege_type AS privilege,
            CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee,
            CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS options
       FROM pg_class, aclexplode(relacl)
      WHERE pg_class.oid = ('read.' || $1)::regclass`,
    [table],
  );
  for (const { privilege, grantee, options } of rows) {
    await client.query(`GRANT ${privilege} ON rebuilding.${table} TO ${grantee}${options}`);
  }
}
