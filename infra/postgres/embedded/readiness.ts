import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const RETRY_MS_MIN = 20;
/** Each refusal is a line in the server's log. */
const RETRY_MS_MAX = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** PostgreSQL's cannot_connect_now: the server is there, and goes through its log, or stops. */
const NOT_NOW = '57P03';

/**
 * How long is waited for a server: for one that says nothing as long as it may be silent, and anew from each time that it was seen at work. After a
 * crash it goes through up to 4 GB of log, and when it stops it writes as much; on a slow disk either takes minutes.
 */
export class Patience {
  private readonly last: number;
  private end: number;

  constructor(
    private readonly silenceMs: number,
    workMs: number,
  ) {
    this.last = Date.now() + workMs;
    this.end = Date.now() + silenceMs;
  }

  get isOver(): boolean {
    return Date.now() > this.end;
  }

  /** The server is at work. */
  renew(): void {
    this.end = Math.min(this.last, Date.now() + this.silenceMs);
  }
}

/**
 * Whether the server takes connections before it has ended or patience is over. That is looked at after an answer, not after a pause: a
 * machine that slept meanwhile was not the server's silence.
 */
export async function untilReady(
  connection: pg.ClientConfig,
  patience: Patience,
  ended: () => boolean,
): Promise<boolean> {
  for (let delay = RETRY_MS_MIN; !ended(); delay = Math.min(delay * 1.5, RETRY_MS_MAX)) {
    const client = new pg.Client({ ...connection, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch (error) {
      if ((error as pg.DatabaseError).code === NOT_NOW) patience.renew();
    } finally {
      await client.end().catch(() => undefined);
    }
    if (patience.isOver) return false;
    await pause(delay);
  }
  return false;
}
