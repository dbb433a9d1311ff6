import type { Pool } from 'pg';
import type { StreamEvent } from '#decision';
import type { BareEvent, RecordedEvent } from '#event-store';
import type { Schema } from '../tables/read-table.js';
import { lookingUp } from '../tables/looking-up.js';
import { sendRows } from '../tables/send-rows.js';
import { type LookUp, type Rows, Writing } from '../tables/writing.js';
import { advanceCheckpoint } from './checkpoints.js';
import { notifyReaders } from './notification.js';
import { isOutage } from './outage.js';
import type { ProjectedEvent, ProjectedKind, Projection, Queries } from './projection.js';
import { inTransaction } from './transaction.js';

/** An event that a projection cannot make sense of. It is never skipped: the projection stands still before it. */
export class PoisonedEvent extends Error {
  override readonly name = 'PoisonedEvent';

  constructor(
    readonly event: RecordedEvent,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`event ${event.type} at position ${event.position} cannot be applied: ${reason}`, { cause });
  }
}

/**
 * Applies a batch whose events follow the position `from`, at which all these projections stand: the rows and checkpoints of all in one
 * transaction. Answers false, having written nothing, where somebody else was first with one of them. Rejects where one of them cannot
 * apply it, nothing written; with the outage where the database does not answer: whether the batch was written is then for the
 * checkpoints to tell.
 */
export async function applyTogether(
  pool: Pool,
  projections: readonly Projection[],
  batch: readonly RecordedEvent[],
  from: bigint,
): Promise<boolean> {
  const names = projections.map(({ name }) => name);
  const to = batch.at(-1)?.position ?? from;
  const advanced = await inTransaction(pool, async (client) => {
    if (!(await advanceCheckpoint(client, names, 'live', { from, to }))) return undefined;
    await writeBatch(projections, batch, client, 'read');
    return true;
  });
  if (advanced !== true) return false;
  await notifyReaders(pool, names, to);
  return true;
}

/** Writes what the projections make of the batch, within the transaction. */
export async function writeBatch(
  projections: readonly Projection[],
  batch: readonly RecordedEvent[],
  transaction: Queries,
  schema: Schema,
): Promise<void> {
  const rows = await rowsOf(projections, batch, lookingUp(transaction, schema));
  await sendRows(rows, transaction, schema);
}

/**
 * What the projections make of the batch, still to be written. Events are read once for all that read the same kind of stream. Rejects with what the
 * first projection throws that cannot apply it.
 */
export async function rowsOf(
  projections: readonly Projection[],
  batch: readonly BareEvent[],
  lookUp: LookUp,
): Promise<readonly Rows[]> {
  const read = new Map<ProjectedKind, readonly ProjectedEvent[]>();
  for (const { of } of projections) if (!read.has(of)) read.set(of, eventsOf(of, batch));
  const writing = new Writing(lookUp);
  await Promise.all(
    projections.map(async (projection) => projection.apply(read.get(projection.of) ?? [], writing)),
  );
  return writing.said;
}

/**
 * The events of a batch that are of this kind of stream, in order; others are left out. Throws on an
 * event whose type or version is not known: to leave it out would falsify the rows.
 */
export function eventsOf<Event extends StreamEvent>(
  kind: ProjectedKind<Event>,
  batch: readonly BareEvent[],
): ProjectedEvent<Event>[] {
  const events: ProjectedEvent<Event>[] = [];
  for (const record of batch) {
    const id = kind.idOf(record.stream);
    if (id === undefined) continue;
    events.push({ id, event: kind.upcast(record.type, record.schemaVersion, record.data), record });
  }
  return events;
}

/**
 * As applyTogether, for one projection. Where it fails for the sake of an event, applies all that comes before that event and rejects
 * with a PoisonedEvent.
 */
export async function applyAlone(
  pool: Pool,
  projection: Projection,
  batch: readonly RecordedEvent[],
  from: bigint,
): Promise<boolean> {
  const [first] = batch;
  if (first === undefined) return true;
  try {
    return await applyTogether(pool, [projection], batch, from);
  } catch (error) {
    if (isOutage(error)) throw error;
    if (batch.length === 1) throw new PoisonedEvent(first, error);
    const middle = batch.length >> 1;
    const before = batch.slice(0, middle);
    if (!(await applyAlone(pool, projection, before, from))) return false;
    return applyAlone(pool, projection, batch.slice(middle), before.at(-1)?.position ?? from);
  }
}
