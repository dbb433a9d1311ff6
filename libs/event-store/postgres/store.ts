import type pg from 'pg';
import {
  type AppendResult,
  type EventStore,
  EventStoreUnavailable,
  type Expected,
  type NewEvent,
  type ReadAllOptions,
  type RecordedEvent,
  type SubscribeOptions,
} from '../port.js';
import { prepareAppend, requireStreamName } from '../prepared-append.js';
import { requireLimit, requireRevision } from '../reading-limits.js';
import { Appender } from './appender.js';
import { readAll, readHead, readStream } from './reading.js';
import { subscribe } from './subscription.js';
import { Tail } from './tail.js';

const SUBSCRIPTION_BATCH_SIZE = 1_000;
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
  return new PostgresEventStore(options);
}

class PostgresEventStore implements EventStore {
  readonly gapless = true;
  readonly uniqueIds = true;
  private readonly pool: pg.Pool;
  private readonly tail: Tail;
  private readonly appender: Appender;
  private readonly closing = new AbortController();

  constructor({ pool, statementTimeoutMs = STATEMENT_TIMEOUT_MS }: PostgresEventStoreOptions) {
    this.pool = pool;
    // A connection that breaks while nobody uses it is the pool's to replace; without a listener it would end the process.
    pool.on('error', ignore);
    this.tail = new Tail(pool, statementTimeoutMs);
    this.appender = new Appender(pool, statementTimeoutMs, (lastPosition) => this.tail.reached(lastPosition));
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<AppendResult> {
    this.requireOpen();
    const prepared = prepareAppend(stream, expected, events);
    if (new Set(events.map(({ id }) => id)).size < events.length) return { status: 'duplicate_id' };
    return this.appender.append(prepared);
  }

  async readStream(stream: string, fromRevision: number, limit: number): Promise<RecordedEvent[]> {
    this.requireOpen();
    requireStreamName(stream);
    requireLimit(limit);
    requireRevision(fromRevision);
    return readStream(this.pool, stream, fromRevision, limit);
  }

  async readAll(fromPosition: bigint, { limit, streamPrefix }: ReadAllOptions): Promise<RecordedEvent[]> {
    this.requireOpen();
    requireLimit(limit);
    return readAll(this.pool, fromPosition, limit, streamPrefix);
  }

  subscribe(afterPosition: bigint, options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    this.requireOpen();
    const batchSize = options.batchSize ?? SUBSCRIPTION_BATCH_SIZE;
    requireLimit(batchSize);
    const signal = AbortSignal.any([options.signal, this.closing.signal]);
    return subscribe(this.pool, this.tail, afterPosition, {
      batchSize,
      streamPrefix: options.streamPrefix,
      signal,
    });
  }

  async head(): Promise<bigint> {
    this.requireOpen();
    return readHead(this.pool);
  }

  /** What has been handed in is still written; subscriptions end. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.appender.close();
    await this.tail.close();
    this.pool.off('error', ignore);
  }

  private requireOpen(): void {
    if (this.closing.signal.aborted) throw new EventStoreUnavailable('The event store is closed.');
  }
}

function ignore(): void {}
