import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { EventStoreUnavailable } from '#event-store';

/**
 * SQLSTATE classes in which the server or its schema, not the event, is to blame: connection, transaction state, rollback,
 * name, resources, object state, operator, system. A query that was cancelled (57014) may be too large, so it is not here.
 */
const outsideTheEvent = /^(08|25|3D|3F|40|42|53|55|57P|58)/;

/** What pg says without a code when a connection goes away under it. */
const connectionLost = /^(connection terminated|timeout|query read timeout|client |cannot use a pool)/i;

/** Whether an error is the outside's, so that trying again with the same events makes sense. */
export function isOutage(error: unknown): boolean {
  if (error instanceof EventStoreUnavailable) return true;
  if (error instanceof pg.DatabaseError) return outsideTheEvent.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^E(?!RR_)/.test(code) || connectionLost.test(error.message);
}

/** How long to wait after a failure: twice as long each time it fails again, up to a limit. */
export class Backoff {
  private failures = 0;

  constructor(private readonly limits: { readonly firstMs: number; readonly maxMs: number }) {}

  /** Resolves when the time is over, at once where the signal aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    const ms = Math.min(this.limits.maxMs, this.limits.firstMs * 2 ** Math.min(this.failures, 20));
    this.failures += 1;
    await pause(ms, signal);
  }

  reset(): void {
    this.failures = 0;
  }
}

/** Resolves after this time, at once where the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
