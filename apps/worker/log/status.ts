import pg from 'pg';
import Table from 'cli-table3';
import { PublishedLog, readLogStatus } from '#notary';
import { open } from '../opened.js';

/** Prints how the log is doing, as a table. */
export async function status(): Promise<void> {
  const opened = await open(process.env);
  const pool = new pg.Pool({ connectionString: opened.url, max: 2 });
  try {
    const [log, identity] = [await readLogStatus(pool), await new PublishedLog(pool).identity()];
    const table = new Table({ style: { head: [], border: [] } });
    table.push(
      { log: identity?.origin ?? 'no notary has run yet' },
      { 'last event at': String(await opened.store.head()) },
      { 'in the tree': `${log.size}, since ${log.integratedAt}` },
      { published: log.published === null ? 'nothing' : `${log.published.size}, since ${log.published.at}` },
      { 'co-signed by': log.published?.cosignatures ?? 0 },
      {
        'not signed because':
          log.refusal === null ? '' : `${log.refusal.reason} (since ${log.refusal.since})`,
      },
    );
    process.stdout.write(`${table.toString()}\n`);
  } finally {
    await pool.end();
    await opened.close();
  }
}
