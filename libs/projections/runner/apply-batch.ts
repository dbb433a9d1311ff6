import type { Pool } from 'pg';
import type { RecordedEvent } from '#event-store';
import { advanceCheckpoint } from './checkpoints.js';
import { notifyReaders } from './notification.js';
import { isOutage } from './outage.js';
import type { Projection } from './projection.js';
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
 * Applies a batch whose events follow the position `from`: rows and checkpoint in one transaction. Where it fails for
 * the sake of an event, applies all that comes before that event and rejects with a PoisonedEvent.
 * Answers false, having written nothing more, where somebody else was first. Rejects with the outage where the database
 * does not answer; whether the batch was written is then for the checkpoint to tell.
 */
export async function applyBatch(
  pool: Pool,
  projection: Projection,
  batch: readonly RecordedEvent[],
  from: bigint,
): Promise<boolean> {
  const [first] = batch;
  if (first === undefined) return true;
  try {
    return await applyWhole(pool, projection, batch, from);
  } catch (error) {
    if (isOutage(error)) throw error;
    if (batch.length === 1) throw new PoisonedEvent(first, error);
    const middle = batch.length >> 1;
    const before = batch.slice(0, middle);
    if (!(await applyBatch(pool, projection, before, from))) return false;
    return applyBatch(pool, projection, batch.slice(middle), before.at(-1)?.position ?? from);
  }
}

async function applyWhole(
  pool: Pool,
  projection: Projection,
  batch: readonly RecordedEvent[],
  from: bigint,
): Promise<boolean> {
  const to = batch.at(-1)?.position ?? from;
  const advanced = await inTransaction(pool, async (client) => {
    if (!(await advanceCheckpoint(client, [projection.name], 'live', { from, to }))) return undefined;
    await projection.apply(batch, client, 'read');
    return true;
  });
  if (advanced !== true) return false;
  await notifyReaders(pool, [projection.name], to);
  return true;
}
