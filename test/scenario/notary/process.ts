import { readFileSync } from 'node:fs';
import pg from 'pg';
import { openPostgresEventStore } from '#event-store/postgres/index.js';
import { headFile, parseLogKeys, startNotary } from '#notary';

/** A notary as a process of its own, to be killed: `process.js <database> <key file> <memory file>`. */
const [url = '', keyPath = '', memoryPath = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 3 });
pool.on('error', () => {});
const tell = (_details: object, message: string): void => void process.stdout.write(`${message}\n`);
startNotary({
  url,
  store: openPostgresEventStore({ pool }),
  keys: parseLogKeys(readFileSync(keyPath, 'utf8')),
  memory: headFile(memoryPath),
  witnesses: [],
  logger: { info: tell, warn: tell, error: tell },
  // Small batches without a pause, and a head as soon as there is one: there is always something to be killed in.
  paces: { batchSize: 8, gatherMs: 0, publishEveryMs: 1, takeOverMs: 20, retryMs: 20 },
});
