import { readTable } from '../rows/read-table.js';
import type { Projection } from '../runner/projection.js';
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
export const pledges: Projection = {
  name: 'pledges',
  tables: [table],

  apply(events, writing) {
    writing.begin(
      table,
      newPledges(events).map((pledge) => ({ ...pledge, status: 'open' })),
    );
    writing.change(table, pledgeChanges(events));
  },
};
