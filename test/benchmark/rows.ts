import { type Row } from './row.js';
import { appendOneEvent } from './rows/append-one-event.js';
import { appendAgainstRawInserts } from './rows/append-against-raw-inserts.js';

/** Every row, in the order of the table. */
export const rows: readonly Row[] = [appendOneEvent, appendAgainstRawInserts];
