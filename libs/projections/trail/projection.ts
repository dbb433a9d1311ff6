import { bookEvents } from '../book-events.js';
import type { Projection } from '../runner/projection.js';
import { writeRows } from '../set-based.js';
import { trailEntries } from './entries.js';

/** Every event of a book in order, who did it, and its postings. */
export const trail: Projection = {
  name: 'trail',
  tables: ['trail'],

  async apply(batch, transaction, schema) {
    await writeRows(
      transaction,
      trailEntries(bookEvents(batch)),
      {
        coProductionId: 'uuid',
        position: 'bigint',
        revision: 'bigint',
        eventId: 'uuid',
        type: 'text',
        schemaVersion: 'integer',
        recordedAt: 'timestamptz',
        actor: 'text',
        cause: 'text',
        commandId: 'text',
        data: 'jsonb',
        postings: 'jsonb',
      },
      ({ names, rows }) => `INSERT INTO ${schema}.trail (${names}) SELECT * FROM ${rows}`,
    );
  },
};
