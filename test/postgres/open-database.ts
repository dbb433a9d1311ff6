import { createInterface } from 'node:readline';
import pg from 'pg';
import { openDatabase } from '#infra/postgres/database.js';

/**
 * A process that opens the database of the home it is told and says where it is; told `query`, it asks over the
 * connection it keeps; told `close`, it closes the database and ends.
 */
const database = await openDatabase({ home: process.argv[2] as string });
process.stdout.write(`${database.url}\n`);
let connection: Promise<pg.Client> | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'query') process.stdout.write(`${await query()}\n`);
  if (line !== 'close') continue;
  await connection?.then((client) => client.end());
  await database.close();
  process.stdout.write('closed\n');
  break;
}
process.exit(0);

async function query(): Promise<string> {
  try {
    const client = await (connection ??= connect());
    return (await client.query<{ answer: string }>(`SELECT 'one' AS answer`)).rows[0]!.answer;
  } catch (error) {
    return String(error);
  }
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
