import type pg from 'pg';
import type { Queries as LogQueries } from '#notary';
import type { Queries as EventQueries } from '#event-store/postgres/index.js';

/** One connection for many askers: it answers one question after the other, all within its transaction. */
export class OneAtATime implements LogQueries, EventQueries {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly client: pg.ClientBase) {}

  query<Row extends unknown[]>(statement: pg.QueryArrayConfig): Promise<pg.QueryArrayResult<Row>>;
  query<Row extends pg.QueryResultRow>(sql: string, parameters?: unknown[]): Promise<pg.QueryResult<Row>>;
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
  query(sql: string | pg.QueryConfig | pg.QueryArrayConfig, parameters?: unknown[]): Promise<unknown> {
    const answer = this.last.then(() =>
      typeof sql === 'string' ? this.client.query(sql, parameters) : this.client.query(sql),
    );
    this.last = answer.catch(() => undefined);
    return answer;
  }
}
