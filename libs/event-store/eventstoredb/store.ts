import { type EventStoreDBClient } from '@eventstore/db-client';
import { OutsideLimits } from '../limits.js';
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
import { append, type Appending } from './appending.js';
import { requireConnectionString } from './connection-string.js';
import { connect, disconnect } from './connection.js';
import { EventPlaces } from './event-places.js';
import { InTurn } from './in-turn.js';
import { Prefixes } from './prefixes.js';
import { type Head, readAll, readHead, readStream, type Reading } from './reading.js';
import { subscribe } from './subscription.js';

const SUBSCRIPTION_BATCH_SIZE = 1_000;
const ANSWER_TIMEOUT_MS = 5_000;
const GIVE_UP_MS = 15_000;

export interface EventStoreDbOptions {
  /** `esdb://…` or `esdb+discover://…`, with TLS and credentials. It carries a secret: it is never logged. */
  readonly connectionString: string;
  /**
   * How the names of our streams begin, e.g. `party-`. Everything else in the server's log is the server's or a
   * stranger's: it is not read, and not written.
   */
  readonly streamPrefixes: readonly string[];
  /** A call of which nothing comes for so long has no answer. 5,000 unless told. */
  readonly answerTimeoutMs?: number;
  /** So long an append is sent again, from when it was handed in. 15,000 unless told. */
  readonly giveUpMs?: number;
}

/**
 * The store on an EventStoreDB server, or a cluster of them, 22.6 or newer. Nothing is connected before it is needed. The user must be
 * allowed to read `$all`. Throws ConnectionStringInvalid.
 */
export function openEventStoreDb(options: EventStoreDbOptions): EventStore {
  requireConnectionString(options.connectionString);
  return new EventStoreDb(options);
}

class EventStoreDb implements EventStore {
  readonly gapless = false;
  readonly uniqueIds = false;
  private readonly client: EventStoreDBClient;
  private readonly reading: Reading;
  private readonly prefixes: Prefixes;
  private readonly appending: Appending;
  private readonly giveUpMs: number;
  private readonly turns = new InTurn();
  private readonly closing = new AbortController();
  private known: Head = { position: 0n, seen: 0n };

  constructor({ connectionString, streamPrefixes, answerTimeoutMs, giveUpMs }: EventStoreDbOptions) {
    this.client = connect(connectionString);
    this.reading = { client: this.client, timeoutMs: answerTimeoutMs ?? ANSWER_TIMEOUT_MS };
    this.prefixes = new Prefixes(streamPrefixes);
    this.appending = { reading: this.reading, places: new EventPlaces(this.reading) };
    this.giveUpMs = giveUpMs ?? GIVE_UP_MS;
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<AppendResult> {
    this.requireOpen();
    const prepared = prepareAppend(stream, expected, events);
    if (!this.prefixes.covers(stream)) {
      throw new OutsideLimits(`A stream begins with ${this.prefixes.all.join(' or ')}: ${stream}`);
    }
    if (new Set(events.map(({ id }) => id)).size < events.length) return { status: 'duplicate_id' };
    const giveUpAt = Date.now() + this.giveUpMs;
    return this.turns.take(prepared, () => append(this.appending, prepared, giveUpAt));
  }

  async readStream(stream: string, fromRevision: number, limit: number): Promise<RecordedEvent[]> {
    this.requireOpen();
    requireStreamName(stream);
    requireLimit(limit);
    requireRevision(fromRevision);
    return readStream(this.reading, stream, fromRevision, limit);
  }

  async readAll(fromPosition: bigint, { limit, streamPrefix }: ReadAllOptions): Promise<RecordedEvent[]> {
    this.requireOpen();
    requireLimit(limit);
    return readAll(this.reading, fromPosition, limit, this.prefixes.within(streamPrefix));
  }

  subscribe(afterPosition: bigint, options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    this.requireOpen();
    const batchSize = options.batchSize ?? SUBSCRIPTION_BATCH_SIZE;
    requireLimit(batchSize);
    return subscribe(this.reading, afterPosition, {
      batchSize,
      prefixes: this.prefixes.within(options.streamPrefix),
      signal: AbortSignal.any([options.signal, this.closing.signal]),
    });
  }

  /** Looks back only as far as the last look. */
  async head(): Promise<bigint> {
    this.requireOpen();
    const head = await readHead(this.reading, this.prefixes, this.known);
    if (head.seen > this.known.seen) this.known = head;
    return head.position;
  }

  /** What has been handed in is still written; subscriptions end. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.turns.drained();
    await disconnect(this.client);
  }

  private requireOpen(): void {
    if (this.closing.signal.aborted) throw new EventStoreUnavailable('The event store is closed.');
  }
}
