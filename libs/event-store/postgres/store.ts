import type pg from 'pg';
import { CheckedDoor, type CheckedSubscription, type Keeping } from '../checked-door.js';
import {
  type AppendResult,
  type EventLeaf,
  type EventStore,
  type ReadSharesOptions,
  type RecordedEvent,
  type SharedEvents,
} from '../port.js';
import { type PreparedAppend } from '../prepared-append.js';
import { Appender } from './appender.js';
import { readAll, readEvent, readHead, readStream } from './reading.js';
import { readShares } from './shares.js';
import { subscribe, subscribeToLeaves } from './subscription.js';
import { Tail } from './tail.js';

const STATEMENT_TIMEOUT_MS = 10_000;

export interface PostgresEventStoreOptions {
  /**
   * For the reads. Its settings, not its connections, are also used for the two of the store's own: one to append,
   * one to be woken. It stays the caller's: close() of the store does not end it.
   */
  readonly pool: pg.Pool;
  /** An append that the server works on for longer is ended, and gets no answer. 10,000 unless told. */
  readonly statementTimeoutMs?: number;
}

/** The store on a database that has been migrated. Nothing is connected before it is needed. */
export function openPostgresEventStore(options: PostgresEventStoreOptions): EventStore {
  return new CheckedDoor(new PostgresEvents(options));
}

class PostgresEvents implements Keeping {
  readonly gapless = true;
  readonly uniqueIds = true;
  private readonly pool: pg.Pool;
  private readonly tail: Tail;
  private readonly appender: Appender;

  constructor({ pool, statementTimeoutMs = STATEMENT_TIMEOUT_MS }: PostgresEventStoreOptions) {
    this.pool = pool;
    // A connection that breaks while nobody uses it is the pool's to replace; without a listener it would end the process.
    pool.on('error', ignore);
    this.tail = new Tail(pool, statementTimeoutMs);
    this.appender = new Appender(pool, statementTimeoutMs, (lastPosition) => this.tail.reached(lastPosition));
  }

  append(append: PreparedAppend): Promise<AppendResult> {
    return this.appender.append(append);
  }

  readStream(stream: string, fromRevision: number, limit: number): Promise<RecordedEvent[]> {
    return readStream(this.pool, stream, fromRevision, limit);
  }

  readEvent(stream: string, id: string): Promise<RecordedEvent | undefined> {
    return readEvent(this.pool, stream, id);
  }

  readAll(fromPosition: bigint, limit: number, streamPrefix: string | undefined): Promise<RecordedEvent[]> {
    return readAll(this.pool, fromPosition, limit, streamPrefix);
  }

  readShares(fromPosition: bigint, options: ReadSharesOptions): Promise<SharedEvents | undefined> {
    return readShares(this.pool, fromPosition, options);
  }

  subscribe(after: bigint, options: CheckedSubscription): AsyncIterable<readonly RecordedEvent[]> {
    return subscribe(this.pool, this.tail, after, options);
  }

  subscribeToLeaves(after: bigint, options: CheckedSubscription): AsyncIterable<readonly EventLeaf[]> {
    return subscribeToLeaves(this.pool, this.tail, after, options);
  }

  head(): Promise<bigint> {
    return readHead(this.pool);
  }

  async close(): Promise<void> {
    await this.appender.close();
    await this.tail.close();
    this.pool.off('error', ignore);
  }
}

function ignore(): void {}
