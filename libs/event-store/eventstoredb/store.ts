import { type EventStoreDBClient } from '@eventstore/db-client';
import { CheckedDoor, type CheckedSubscription, type Keeping } from '../checked-door.js';
import { OutsideLimits } from '../limits.js';
import { type AppendResult, type EventStore, type RecordedEvent } from '../port.js';
import { type PreparedAppend } from '../prepared-append.js';
import { append, type Appending } from './appending.js';
import { requireConnectionString } from './connection-string.js';
import { connect, disconnect } from './connection.js';
import { EventPlaces } from './event-places.js';
import { InTurn } from './in-turn.js';
import { Prefixes } from './prefixes.js';
import { type Head, readAll, readEvent, readHead, readStream, type Reading } from './reading.js';
import { subscribe } from './subscription.js';

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
  return new CheckedDoor(new EventStoreDbEvents(options));
}

class EventStoreDbEvents implements Keeping {
  readonly gapless = false;
  readonly uniqueIds = false;
  private readonly client: EventStoreDBClient;
  private readonly reading: Reading;
  private readonly prefixes: Prefixes;
  private readonly appending: Appending;
  private readonly giveUpMs: number;
  private readonly turns = new InTurn();
  private known: Head = { position: 0n, seen: 0n };

  constructor({ connectionString, streamPrefixes, answerTimeoutMs, giveUpMs }: EventStoreDbOptions) {
    this.client = connect(connectionString);
    this.reading = { client: this.client, timeoutMs: answerTimeoutMs ?? ANSWER_TIMEOUT_MS };
    this.prefixes = new Prefixes(streamPrefixes);
    this.appending = { reading: this.reading, places: new EventPlaces(this.reading) };
    this.giveUpMs = giveUpMs ?? GIVE_UP_MS;
  }

  async append(prepared: PreparedAppend): Promise<AppendResult> {
    if (!this.prefixes.covers(prepared.stream)) {
      throw new OutsideLimits(`A stream begins with ${this.prefixes.all.join(' or ')}: ${prepared.stream}`);
    }
    const giveUpAt = Date.now() + this.giveUpMs;
    return this.turns.take(prepared, () => append(this.appending, prepared, giveUpAt));
  }

  readStream(stream: string, fromRevision: number, limit: number): Promise<RecordedEvent[]> {
    return readStream(this.reading, stream, fromRevision, limit);
  }

  readEvent(stream: string, id: string): Promise<RecordedEvent | undefined> {
    return readEvent(this.reading, stream, id);
  }

  readAll(fromPosition: bigint, limit: number, streamPrefix: string | undefined): Promise<RecordedEvent[]> {
    return readAll(this.reading, fromPosition, limit, this.prefixes.within(streamPrefix));
  }

  subscribe(
    after: bigint,
    { batchSize, streamPrefix, signal }: CheckedSubscription,
  ): AsyncIterable<readonly RecordedEvent[]> {
    return subscribe(this.reading, after, {
      batchSize,
      prefixes: this.prefixes.within(streamPrefix),
      signal,
    });
  }

  /** Looks back only as far as the last look. */
  async head(): Promise<bigint> {
    const head = await readHead(this.reading, this.prefixes, this.known);
    if (head.seen > this.known.seen) this.known = head;
    return head.position;
  }

  async close(): Promise<void> {
    await this.turns.drained();
    await disconnect(this.client);
  }
}
