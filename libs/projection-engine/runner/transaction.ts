import type { Pool, PoolClient } from 'pg';

/**
 * Runs the work on one connection between BEGIN and COMMIT. Where it answers undefined or throws, everything is rolled
 * back. The commit does not wait for the disk: rows and checkpoint are lost together, and are worked out again from events
 * that are on disk for certain. Read committed, whatever the database's default is: who waits for a checkpoint then finds it
 * moved, where a stricter level would fail.
 */
export async function inTransaction<Answer>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit = off');
    const answer = await work(client);
    await client.query(answer === undefined ? 'ROLLBACK' : 'COMMIT');
    broken = false;
    return answer;
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}
