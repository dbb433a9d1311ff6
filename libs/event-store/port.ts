/** Anything JSON can hold. Numbers must be finite; the canonical form (RFC 8785) refuses the rest. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Who asked for an event and why. Ids only: an event is for ever and carries no personal data. */
export type EventMetadata = {
  /** UUID of the command, the client's Idempotency-Key. */
  readonly commandId: string;
  /** SHA-256, 64 hex digits, of the command's canonical input. */
  readonly inputHash: string;
  /** UUID of the person who gave the command. */
  readonly actor: string;
  /** UUID of the request that carried the command, as the logs name it. */
  readonly cause: string;
};

/** An event on its way to the store. */
export interface NewEvent {
  /** UUID, unique in its stream; whether the store sees to it in all of them, it says: see `uniqueIds`. */
  readonly id: string;
  readonly type: string;
  /** Version of the shape of `data`, from 1. */
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
}

/** An event as the store keeps it. Its canonical bytes are one leaf of the log. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** Place in its stream, from 0, without gaps. */
  readonly revision: number;
  /** Place in the whole store; only grows, in commit order. On Postgres from 1, without gaps. */
  readonly position: bigint;
  /** The server's clock when it was written down, RFC 3339 in UTC with milliseconds. */
  readonly recordedAt: string;
}

/** What happened and when, without its place in the stream and without who asked for it. */
export type BareEvent = Omit<RecordedEvent, 'revision' | 'metadata'>;

/** Events that follow one another in the store, shared out: those of a stream are all in the same share. */
export interface SharedEvents {
  readonly first: bigint;
  readonly last: bigint;
  /** In all shares together. */
  readonly count: number;
  /** Of each share its events in commit order, as text that costs nothing to hand on: `bareEvents` reads it. */
  readonly shares: readonly string[];
}

/** An event as a leaf of the log. */
export interface EventLeaf {
  readonly position: bigint;
  /** What `canonicalBytes` gives of it. */
  readonly bytes: Uint8Array;
}

/** What the writer believes about the stream: absent, present, no matter, or its last revision. */
export type Expected = 'none' | 'exists' | 'any' | number;

export type AppendResult =
  | {
      readonly status: 'appended';
      readonly firstRevision: number;
      readonly lastRevision: number;
      readonly firstPosition: bigint;
      readonly lastPosition: bigint;
      /**
       * Of each event, told where they may not follow one another; where it is absent they are first, first + 1, …
       */
      readonly positions?: readonly bigint[];
      /**
       * The event ids were there already: the answer is of the append before, whose events may differ from these
       * (two processes may decide the same command at the same time). Who goes on from them reads them.
       */
      readonly repeated: boolean;
    }
  /** The stream is not as expected; `actual` is its last revision, −1 where it does not exist. Nothing was written. */
  | { readonly status: 'conflict'; readonly actual: number }
  /**
   * An event id is already used elsewhere: in this append, in this stream, or, where the store's ids are unique,
   * in another. Nothing was written.
   */
  | { readonly status: 'duplicate_id' };

export interface ReadAllOptions {
  /** At most this many events, 1 to 10,000. */
  readonly limit: number;
  /** Only streams whose name begins so, e.g. `party-`. */
  readonly streamPrefix?: string;
}

export interface ReadSharesOptions {
  /** At most this many events, 1 to 10,000. */
  readonly limit: number;
  /** 1 to 16. The same number gives a stream the same share. */
  readonly shares: number;
}

export interface SubscribeOptions {
  /** At most this many events in a batch, 1 to 10,000; 1,000 unless told. */
  readonly batchSize?: number;
  readonly streamPrefix?: string;
  /** Ends the subscription; the iteration then finishes without an error. */
  readonly signal: AbortSignal;
}

/**
 * Where events are kept. Every implementation passes the contract suite in test/contract.
 * A call that gets no answer rejects with EventStoreUnavailable: the append may or may not have been written,
 * and is repeated with the same event ids until an answer comes.
 */
export interface EventStore {
  /**
   * True where positions count from 1 without gaps, so that whoever reads everything can tell that nothing was left out.
   * Absent or false where they only grow, as in EventStoreDB, whose positions are places in a file.
   */
  readonly gapless?: boolean;
  /**
   * True where an event id is refused if it is anywhere in the store. Absent or false where the store looks for it in
   * the stream alone, and not even there for a writer who names the stream's true last revision: who knows the stream
   * so far knows the ids in it.
   */
  readonly uniqueIds?: boolean;
  /**
   * Writes all of the events at the end of the stream, or none. 1 to 512 events, together at most 1 MiB,
   * each at most 60 KiB in canonical form. Repeating an append with the same event ids in the same stream
   * answers as the first time, whatever is expected: idempotency is checked before the version (but for the one
   * expectation that `uniqueIds` tells of).
   * A stream is named like `kind-identifier` (ASCII letters, digits, `.`, `_`, `-`; at most 200), an event id is a UUID in
   * lower case, a type a word. Rejects with OutsideLimits for anything else; nothing was written then.
   */
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<AppendResult>;
  /** Events of one stream from this revision on, in order. An absent stream is empty. */
  readStream(stream: string, fromRevision: number, limit: number): Promise<RecordedEvent[]>;
  /** The event of this stream with this id, a UUID in lower case; undefined where there is none. */
  readEvent(stream: string, id: string): Promise<RecordedEvent | undefined>;
  /**
   * Events of all streams from this position on, that one included, in commit order. The position is 1, or the one
   * after a position that the store has given: where positions are places in a file, no other can be looked up.
   */
  readAll(fromPosition: bigint, options: ReadAllOptions): Promise<RecordedEvent[]>;
  /**
   * As `readAll`, for whoever has several threads work on what is read. Undefined after the last event. Absent where the store has no
   * shorter way to it than `readAll`.
   */
  readShares?(fromPosition: bigint, options: ReadSharesOptions): Promise<SharedEvents | undefined>;
  /**
   * Batches of events after this position, that one excluded; after the last one it waits for more. The position is 0,
   * or one that the store has given. It outlives the store's outages where it can, and rejects where only somebody who
   * changes something can help.
   */
  subscribe(afterPosition: bigint, options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]>;
  /**
   * As `subscribe`, to all streams, with the canonical bytes of each event instead of the event: some stores have a shorter way to them
   * than `canonicalBytes`. Rejects with OutsideLimits where a stored event has no canonical form.
   */
  subscribeToLeaves(
    afterPosition: bigint,
    options: Omit<SubscribeOptions, 'streamPrefix'>,
  ): AsyncIterable<readonly EventLeaf[]>;
  /** The position of the last event, 0 in an empty store. */
  head(): Promise<bigint>;
  /** What was handed in is still written; subscriptions finish. Later calls reject with EventStoreUnavailable. */
  close(): Promise<void>;
}

/** What whoever only looks at the events needs. */
export type ReadableEvents = Pick<EventStore, 'gapless' | 'readAll' | 'head'>;

/** The store gave no answer, or none that can be trusted. Whether an append was written is not known. */
export class EventStoreUnavailable extends Error {
  override readonly name = 'EventStoreUnavailable';
}
