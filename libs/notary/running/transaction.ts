import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';

/** Planned once a connection, under its name. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
  readonly values?: unknown[];
}

/** Where SQL is sent: a pool, a connection, or a connection within a transaction. */
export interface Queries {
  query<Row extends QueryResultRow>(sql: string, parameters?: unknown[]): Promise<QueryResult<Row>>;
  query<Row extends QueryResultRow>(statement: PreparedStatement): Promise<QueryResult<Row>>;
}

/**
 * Runs the work within a transaction, which is rolled back where the work answers undefined or throws. Its commit does not
 * wait for the disk, as what is written so can be worked out again from events that are there for certain. Whatever is
 * committed later and does wait takes this to the disk before it.
 */
export async function inTransaction<Answer>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN; SET LOCAL synchronous_commit = off');
    const answer = await work(client);
    await client.query(answer === undefined ? 'ROLLBACK' : 'COMMIT');
    broken = false;
    return answer;
  } finally {
    // A connection in an unknown state is ended, and its transaction with it.
    client.release(broken);
  }
}
