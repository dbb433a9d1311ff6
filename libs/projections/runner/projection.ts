import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { BookEvent } from '../book-events.js';
import type { ReadTable } from '../rows/read-table.js';
import type { Writing } from '../rows/writing.js';

/** Where SQL is sent: a pool, a connection, or a connection within a transaction. */
export interface Queries {
  query<Row extends QueryResultRow>(
    sql: string | QueryConfig<unknown[]>,
    parameters?: unknown[],
  ): Promise<QueryResult<Row>>;
}

/** Rows worked out from events alone: applied from the first event on, they always come out the same. */
export interface Projection {
  readonly name: string;
  /** Readers and rebuilds lock them in this order, so that they cannot wait for each other. */
  readonly tables: readonly ReadTable[];
  /**
   * Says what these events, in commit order, do to the rows. How a story is cut into batches makes no difference. Throws on an event that
   * it cannot make sense of; nothing of the batch is written then.
   */
  apply(events: readonly BookEvent[], writing: Writing): Promise<void> | void;
}

/** To whom the runner tells what it does; pino's loggers fit. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
