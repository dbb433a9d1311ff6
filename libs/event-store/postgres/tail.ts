import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { readHead } from './reading.js';
import { Session } from './session.js';

/** What readers rely on: so often the head is looked up, once for all of them, while any waits. */
const POLL_MS = 200;
const RETRY_MS_MAX = 1_000;

/**
 * Knows how far the store has come, by its own appends' answers and by looking. A notification only makes it look at once: whoever
 * can connect to the database can send one, so what it says is not even read. Lost ones cost no more than the time between two polls.
 */
export class Tail {
  private known = 0n;
  private polling: Promise<void> | undefined;
  /** Ends the pause before the next look. */
  private stirred = new AbortController();
  private readonly waiters = new Set<() => void>();
  private readonly ended = new AbortController();
  private readonly listener: Session<void>;

  constructor(
    private readonly pool: pg.Pool,
    statementTimeoutMs: number,
  ) {
    this.listener = new Session(
      pool,
      { name: 'event store, listening', statementTimeoutMs },
      async (client) => {
        client.on('notification', () => this.stirred.abort());
        await client.query('LISTEN event_store');
      },
    );
  }

  /** The head is at least there, as the database itself has answered. */
  reached(position: bigint): void {
    if (position <= this.known) return;
    this.known = position;
    for (const wake of this.waiters) wake();
  }

  /** Resolves with the head once it lies after this position, or with undefined once the signal says so or the store is closed. */
  async beyond(position: bigint, signal: AbortSignal): Promise<bigint | undefined> {
    while (this.known <= position) {
      if (signal.aborted || this.ended.signal.aborted) return undefined;
      this.polling ??= this.poll();
      await this.woken(signal);
    }
    return this.known;
  }

  async close(): Promise<void> {
    this.ended.abort();
    this.stirred.abort();
    for (const wake of this.waiters) wake();
    await this.polling;
    await this.listener.close();
  }

  private woken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiters.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiters.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** Goes on as long as somebody waits, whatever the server does. */
  private async poll(): Promise<void> {
    let delay = POLL_MS;
    do {
      // Before the look: what is told while it is under way may be news to it.
      this.stirred = new AbortController();
      try {
        this.reached(await readHead(this.pool));
        delay = POLL_MS;
      } catch {
        delay = Math.min(delay * 2, RETRY_MS_MAX);
      }
      this.listener.open().catch(() => undefined);
      await pause(delay, undefined, { signal: this.stirred.signal }).catch(() => undefined);
    } while (this.waiters.size > 0 && !this.ended.signal.aborted);
    this.polling = undefined;
  }
}
