import pg from 'pg';
import { createTestDatabase } from './database.js';

describe('a test database', () => {
  it('has the schemas of every room and is not seen by other tests', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const client = new pg.Client({ connectionString: one.url });
    await client.connect();
    try {
      const { rows } = await client.query<{ name: string }>('SELECT nspname AS name FROM pg_namespace');
      expect(rows.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['event_store', 'command_handling', 'directory', 'read']),
      );
      expect(one.url).not.toBe(other.url);
    } finally {
      await client.end();
      await Promise.all([one.drop(), other.drop()]);
    }
  });
});
