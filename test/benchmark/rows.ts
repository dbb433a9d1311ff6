import { type Row } from './row.js';
import { appendAgainstRawInserts } from './rows/append-against-raw-inserts.js';
import { appendOneEvent } from './rows/append-one-event.js';
import { auditedBooks } from './rows/audited-books.js';
import { grownStore } from './rows/grown-store.js';
import { loadCoProduction } from './rows/load-co-production.js';
import { memory } from './rows/memory.js';
import { oneBusyBook } from './rows/one-busy-book.js';
import { postPledge } from './rows/post-pledge.js';
import { rebuild } from './rows/rebuild.js';
import { transparencyLog } from './rows/transparency-log.js';
import { visible } from './rows/visible.js';

/** Every row, in the order of the table. */
export const rows: readonly Row[] = [
  appendOneEvent,
  appendAgainstRawInserts,
  oneBusyBook,
  postPledge,
  visible,
  rebuild,
  grownStore,
  loadCoProduction,
  transparencyLog,
  memory,
  auditedBooks,
];
