import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { StreamEvent } from '#decision';
import type { BareEvent } from '#event-store';
import type { ReadTable } from '../tables/read-table.js';
import type { Writing } from '../tables/writing.js';

/** Where SQL is sent: a pool, a connection, or a connection within a transaction. */
export interface Queries {
  query<Row extends QueryResultRow>(
    sql: string | QueryConfig<unknown[]>,
    parameters?: unknown[],
  ): Promise<QueryResult<Row>>;
}

/** An event of a stream, in the shape of today, with the record that holds it. */
export interface ProjectedEvent<Event extends StreamEvent = StreamEvent> {
  /** Of the stream, without its prefix. */
  readonly id: string;
  readonly event: Event;
  readonly record: BareEvent;
}

/** What a projection has to know of the kind of stream that it reads. */
export interface ProjectedKind<Event extends StreamEvent = StreamEvent> {
  /** The id in the name of a stream; undefined where the stream is of another kind. */
  idOf(stream: string): string | undefined;
  /** Throws on a type that is not known and on a version newer than this program. */
  upcast(type: string, schemaVersion: number, data: unknown): Event;
}

/** Rows worked out from events alone: applied from the first event on, they always come out the same. */
export interface Projection<Event extends StreamEvent = StreamEvent> {
  readonly name: string;
  /** The kind of stream whose events it is given. */
  readonly of: ProjectedKind<Event>;
  /** Readers and rebuilds lock them in this order, so that they cannot wait for each other. */
  readonly tables: readonly ReadTable[];
  /**
   * Says what these events, in commit order, do to the rows. How a story is cut into batches makes no difference. Throws on an event that
   * it cannot make sense of; nothing of the batch is written then.
   */
  apply(events: readonly ProjectedEvent<Event>[], writing: Writing): Promise<void> | void;
}

/** To whom the runner tells what it does; pino's loggers fit. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
