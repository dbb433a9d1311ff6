import { openEventStoreDb } from '#event-store/eventstoredb/index.js';
import { startDouble } from '../eventstoredb-double/double.js';
import { newEvents } from './events.js';

/**
 * A process as it runs in production: whatever nobody catches ends it. Its server dies while large appends wait to be sent, and comes
 * back. Prints how many appends were answered as written.
 */
const APPENDS = 30;

const double = await startDouble();
const store = openEventStoreDb({
  connectionString: double.connectionString,
  streamPrefixes: ['party-'],
  answerTimeoutMs: 20_000,
  giveUpMs: 50_000,
});
const large = { data: { text: 'x'.repeat(59 * 1024) } };
const append = (index: number) => store.append(`party-${index}`, 'none', newEvents(4, large));
await append(APPENDS);
const answers = Promise.all(Array.from({ length: APPENDS }, (_, index) => append(index)));
await double.kill();
await double.restart();
const written = (await answers).filter(({ status }) => status === 'appended');
await store.close();
await double.close();
console.log(`${written.length} written`);
