import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { EventStoreUnavailable } from '#event-store';

/**
 * SQLSTATE classes in which the server, not the event or the program, is to blame: connection, transaction state, database's name,
 * rollback, resources, object state, operator, system. A query that was cancelled (57014) may be too large, so it is not here.
 */
const outsideTheEvent = /^(08|25|3D|40|53|55|57P|58)/;

/** A table or a schema that is not there. Whatever else the server cannot understand (class 42) is the program's defect. */
const missing: readonly (string | undefined)[] = ['42P01', '3F000'];

/** What pg says without a code when a connection goes away under it. */
const connectionLost = /^(connection terminated|timeout|query read timeout|client |cannot use a pool)/i;

/** Whether an error is the outside's, so that trying again with the same events makes sense. */
export function isOutage(error: unknown): boolean {
  if (error instanceof EventStoreUnavailable) return true;
  if (error instanceof pg.DatabaseError)
    return outsideTheEvent.test(error.code ?? '') || isTableMissing(error);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^E(?!RR_)/.test(code) || connectionLost.test(error.message);
}

/**
 * Whether a table is missing. It may come by itself, once the migrations have run or the tables of a rebuild have taken their
 * place; where it does not come soon, it is no outage but a defect.
 */
export function isTableMissing(error: unknown): boolean {
  return error instanceof pg.DatabaseError && missing.includes(error.code);
}

/** How long to wait after a failure: twice as long each time it fails again, up to a limit. */
export class Backoff {
  private failed = 0;

  constructor(private readonly limits: { readonly firstMs: number; readonly maxMs: number }) {}

  /** How often it has failed in a row. */
  get failures(): number {
    return this.failed;
  }

  /** Resolves when the time is over, at once where the signal aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    const ms = Math.min(this.limits.maxMs, this.limits.firstMs * 2 ** Math.min(this.failed, 20));
    this.failed += 1;
    await pause(ms, signal);
  }

  reset(): void {
    this.failed = 0;
  }
}

/** Resolves after this time, at once where the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
