import type { Pool, PoolClient } from 'pg';
import type { BareEvent } from '#event-store';
import type { ReadTable } from '../tables/read-table.js';
import { lookingUp } from '../tables/looking-up.js';
import { sendRows } from '../tables/send-rows.js';
import type { LookUp, Rows } from '../tables/writing.js';
import { rowsOf } from '../runner/apply-batch.js';
import { advanceCheckpoint, readCheckpoint } from '../runner/checkpoints.js';
import type { Projection, Queries } from '../runner/projection.js';
import { inTransaction } from '../runner/transaction.js';

/** Somebody else works on the new version as well, or has removed it: this rebuild cannot go on. */
export class NewVersionLost extends Error {
  override readonly name = 'NewVersionLost';

  constructor(projections: readonly string[]) {
    super(`the new version of ${projections.join(', ')} is not where this rebuild left it`);
  }
}

/**
 * Begins a new version of each projection: its checkpoint at 0, and whatever `makeTable` makes for each table. What an
 * interrupted rebuild left is dropped.
 */
export async function beginNewVersion(
  pool: Pool,
  projections: readonly Projection[],
  makeTable: (client: Queries, table: ReadTable) => Promise<unknown> = makeWholeTable,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    for (const { name, tables } of projections) {
      const { version } = await readCheckpoint(client, name);
      for (const table of tables) {
        await client.query(`DROP TABLE IF EXISTS rebuilding.${table.name}, rebuilding.${table.name}_notes`);
        await makeTable(client, table);
      }
      await client.query(
        `INSERT INTO read.checkpoints (projection, stage, version) VALUES ($1, 'rebuilding', $2)
         ON CONFLICT (projection, stage) DO UPDATE SET version = excluded.version, position = 0`,
        [name, version + 1],
      );
    }
    return true;
  });
}

/** Shaped as the one that is read, with all its indexes. */
export const makeWholeTable = (client: Queries, { name }: ReadTable): Promise<unknown> =>
  client.query(`CREATE TABLE rebuilding.${name} (LIKE read.${name} INCLUDING ALL)`);

/**
 * Writes into the new versions of all these projections, which stand at `from`, in one transaction, at whose end they stand at `to`.
 * Rejects with NewVersionLost where one of them does not stand there.
 */
export async function inNewVersions(
  pool: Pool,
  projections: readonly Projection[],
  move: Span,
  write: (client: PoolClient) => Promise<void>,
): Promise<void> {
  const names = projections.map(({ name }) => name);
  const written = await inTransaction(pool, async (client) => {
    if (!(await advanceCheckpoint(client, names, 'rebuilding', move))) return undefined;
    await write(client);
    return true;
  });
  if (written !== true) throw new NewVersionLost(names);
}

/** Events after the position `from`, up to `to`. */
export interface Span {
  readonly from: bigint;
  readonly to: bigint;
}

/** What the projections make of events of a span. Rejects with what the first throws that cannot apply them, its name, and where. */
export async function rowsForNewVersions(
  projections: readonly Projection[],
  events: readonly BareEvent[],
  { from, to }: Span,
  lookUp: LookUp,
): Promise<readonly Rows[]> {
  try {
    return await rowsOf(projections.map(namingItself), events, lookUp);
  } catch (error) {
    const who = error instanceof Refused ? error.projection : projections.map(({ name }) => name).join(', ');
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${who}, after position ${from} and up to ${to}: ${reason}`, { cause: error });
  }
}

/** Applies a batch to new versions that have all their indexes, in one transaction. Rejects like the two above. */
export async function fillNewVersion(
  pool: Pool,
  projections: readonly Projection[],
  batch: readonly BareEvent[],
  from: bigint,
): Promise<void> {
  const span = { from, to: batch.at(-1)?.position ?? from };
  await inNewVersions(pool, projections, span, async (client) => {
    const lookUp = lookingUp(client, 'rebuilding');
    await sendRows(await rowsForNewVersions(projections, batch, span, lookUp), client, 'rebuilding');
  });
}

/** What a projection threw, with its name. */
class Refused extends Error {
  constructor(
    readonly projection: string,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

const namingItself = (projection: Projection): Projection => ({
  ...projection,
  apply: async (events, writing) => {
    try {
      await projection.apply(events, writing);
    } catch (error) {
      throw new Refused(projection.name, error);
    }
  },
});
