import type { QueryResult, QueryResultRow } from 'pg';
import type { RecordedEvent } from '#event-store';

/** Where SQL is sent: a pool, a connection, or a connection within a transaction. */
export interface Queries {
  query<Row extends QueryResultRow>(sql: string, parameters?: unknown[]): Promise<QueryResult<Row>>;
}

/** `read` is what is asked; `rebuilding` holds the tables of a new version while it is filled. */
export type Schema = 'read' | 'rebuilding';

/** Rows worked out from events alone: applied from the first event on, they always come out the same. */
export interface Projection {
  readonly name: string;
  /** Names without schema. Readers and rebuilds lock them in this order, so that they cannot wait for each other. */
  readonly tables: readonly string[];
  /**
   * Writes what these events, in commit order, do to the rows, with a fixed number of statements whatever the size of
   * the batch. How a story is cut into batches makes no difference. Throws on an event that it cannot make sense of;
   * nothing of the batch is written then.
   */
  apply(batch: readonly RecordedEvent[], transaction: Queries, schema: Schema): Promise<void>;
}

/** To whom the runner tells what it does; pino's loggers fit. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
