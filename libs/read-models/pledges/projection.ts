import { coProductionStream } from '#financing';
import type { ReadModel } from '../read-model.js';
import { readTable } from '#projection-engine';
import { newPledges, pledgeChanges } from './changes.js';

const table = readTable('pledges', {
  coProductionId: 'key uuid',
  pledgeId: 'key uuid',
  position: 'once bigint',
  pledgedBy: 'once uuid',
  through: 'once uuid',
  instrument: 'once text',
  amount: 'once bigint',
  reference: 'once text',
  pledgedOn: 'once date',
  received: 'sum bigint',
  settled: 'sum bigint',
  status: 'last text',
});

/** Every pledge and what became of it. */
export const pledges: ReadModel = {
  name: 'pledges',
  of: coProductionStream,
  tables: [table],

  apply(events, writing) {
    writing.begin(
      table,
      newPledges(events).map((pledge) => ({ ...pledge, status: 'open' })),
    );
    writing.change(table, pledgeChanges(events));
  },
};
