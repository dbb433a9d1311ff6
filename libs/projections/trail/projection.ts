import { readTable } from '../rows/read-table.js';
import type { Projection } from '../runner/projection.js';
import { trailEntries } from './entries.js';

const table = readTable('trail', {
  coProductionId: 'key uuid',
  position: 'key bigint',
  revision: 'once bigint',
  eventId: 'once uuid',
  type: 'once text',
  schemaVersion: 'once integer',
  recordedAt: 'once timestamptz',
  actor: 'once text',
  cause: 'once text',
  commandId: 'once text',
  data: 'once json',
  postings: 'once json',
});

/** Every event of a book in order, who did it, and its postings. */
export const trail: Projection = {
  name: 'trail',
  tables: [table],

  apply(events, writing) {
    writing.begin(table, trailEntries(events));
  },
};
