import { bookEvents } from '../book-events.js';
import type { Projection } from '../runner/projection.js';
import { changeRows, writeRows } from '../set-based.js';
import { newPledges, pledgeChanges } from './changes.js';

/** Every pledge and what became of it. */
export const pledges: Projection = {
  name: 'pledges',
  tables: ['pledges'],

  async apply(batch, transaction, schema) {
    const events = bookEvents(batch);
    await writeRows(
      transaction,
      newPledges(events),
      {
        coProductionId: 'uuid',
        pledgeId: 'uuid',
        position: 'bigint',
        pledgedBy: 'uuid',
        through: 'uuid',
        instrument: 'text',
        amount: 'bigint',
        reference: 'text',
        pledgedOn: 'date',
      },
      ({ names, rows }) => `INSERT INTO ${schema}.pledges (${names}) SELECT * FROM ${rows}`,
    );
    await changeRows(
      transaction,
      pledgeChanges(events),
      { coProductionId: 'uuid', pledgeId: 'uuid', received: 'bigint', settled: 'bigint', status: 'text' },
      ({ rows }) =>
        `UPDATE ${schema}.pledges AS pledge
            SET received = pledge.received + change.received,
                settled = pledge.settled + change.settled,
                status = coalesce(change.status, pledge.status)
           FROM ${rows}
          WHERE pledge.co_production_id = change.co_production_id AND pledge.pledge_id = change.pledge_id`,
    );
  },
};
