import { createInterface } from 'node:readline';
import { openDatabase } from '#infra/postgres/database.js';

/** A process that opens the database of the home it is told, says where it is, and closes it when it is told `close`. */
const database = await openDatabase({ home: process.argv[2] as string });
process.stdout.write(`${database.url}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'close') continue;
  await database.close();
  process.stdout.write('closed\n');
  break;
}
process.exit(0);
