import { leavesOfEvents } from './leaves.js';
import {
  type AppendResult,
  type EventLeaf,
  type EventStore,
  EventStoreUnavailable,
  type Expected,
  type NewEvent,
  type ReadAllOptions,
  type ReadSharesOptions,
  type RecordedEvent,
  type SharedEvents,
  type SubscribeOptions,
} from './port.js';
import { prepareAppend, type PreparedAppend, requireEventId, requireStreamName } from './prepared-append.js';
import { requireLimit, requireRevision, requireShares } from './limits.js';

const SUBSCRIPTION_BATCH_SIZE = 1_000;

export interface CheckedSubscription {
  readonly batchSize: number;
  readonly streamPrefix: string | undefined;
  /** Of the subscriber, or of the store's end. */
  readonly signal: AbortSignal;
}

/** What is left for a store to do of the port, once a call is known to be within its limits and the store is open. */
export interface Keeping extends Pick<EventStore, 'gapless' | 'uniqueIds' | 'head'> {
  /** No event id is in it twice. */
  append(append: PreparedAppend): Promise<AppendResult>;
  readStream(stream: string, fromRevision: number, limit: number): Promise<RecordedEvent[]>;
  readEvent(stream: string, id: string): Promise<RecordedEvent | undefined>;
  readAll(fromPosition: bigint, limit: number, streamPrefix: string | undefined): Promise<RecordedEvent[]>;
  /** Absent where there is no shorter way than `readAll`. */
  readShares?(fromPosition: bigint, options: ReadSharesOptions): Promise<SharedEvents | undefined>;
  subscribe(afterPosition: bigint, options: CheckedSubscription): AsyncIterable<readonly RecordedEvent[]>;
  /** Absent where leaves are made of what `subscribe` gives. */
  subscribeToLeaves?(
    afterPosition: bigint,
    options: CheckedSubscription,
  ): AsyncIterable<readonly EventLeaf[]>;
  /** Nothing more comes in, and subscriptions have been told to end: writes what was handed in, and lets go of everything. */
  close(): Promise<void>;
}

/** The door that every store stands behind: it lets in what the port allows, as long as the store is open. */
export class CheckedDoor implements EventStore {
  readonly gapless: boolean;
  readonly uniqueIds: boolean;
  readonly readShares?: NonNullable<EventStore['readShares']>;
  private readonly closing = new AbortController();

  constructor(private readonly store: Keeping) {
    this.gapless = store.gapless ?? false;
    this.uniqueIds = store.uniqueIds ?? false;
    if (store.readShares === undefined) return;
    this.readShares = async (fromPosition, options) => {
      this.requireOpen();
      requireLimit(options.limit);
      requireShares(options.shares);
      return store.readShares?.(fromPosition, options);
    };
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<AppendResult> {
    this.requireOpen();
    const prepared = prepareAppend(stream, expected, events);
    if (new Set(events.map(({ id }) => id)).size < events.length) return { status: 'duplicate_id' };
    return this.store.append(prepared);
  }

  async readStream(stream: string, fromRevision: number, limit: number): Promise<RecordedEvent[]> {
    this.requireOpen();
    requireStreamName(stream);
    requireLimit(limit);
    requireRevision(fromRevision);
    return this.store.readStream(stream, fromRevision, limit);
  }

  async readEvent(stream: string, id: string): Promise<RecordedEvent | undefined> {
    this.requireOpen();
    requireStreamName(stream);
    requireEventId(id);
    return this.store.readEvent(stream, id);
  }

  async readAll(fromPosition: bigint, { limit, streamPrefix }: ReadAllOptions): Promise<RecordedEvent[]> {
    this.requireOpen();
    requireLimit(limit);
    return this.store.readAll(fromPosition, limit, streamPrefix);
  }

  subscribe(afterPosition: bigint, options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    return this.store.subscribe(afterPosition, this.checked(options));
  }

  subscribeToLeaves(
    afterPosition: bigint,
    options: Omit<SubscribeOptions, 'streamPrefix'>,
  ): AsyncIterable<readonly EventLeaf[]> {
    const { batchSize, signal } = this.checked(options);
    const checked = { batchSize, streamPrefix: undefined, signal };
    const { store } = this;
    return (
      store.subscribeToLeaves?.(afterPosition, checked) ??
      leavesOfEvents(store.subscribe(afterPosition, checked))
    );
  }

  async head(): Promise<bigint> {
    this.requireOpen();
    return this.store.head();
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.store.close();
  }

  private checked(options: SubscribeOptions): CheckedSubscription {
    this.requireOpen();
    const { batchSize = SUBSCRIPTION_BATCH_SIZE, streamPrefix } = options;
    requireLimit(batchSize);
    return { batchSize, streamPrefix, signal: AbortSignal.any([options.signal, this.closing.signal]) };
  }

  private requireOpen(): void {
    if (this.closing.signal.aborted) throw new EventStoreUnavailable('The event store is closed.');
  }
}
