import { bookEvents } from '../book-events.js';
import type { Projection } from '../runner/projection.js';
import { changeRows, writeRows } from '../set-based.js';
import { deliveryEnds, newDeliveries } from './changes.js';

/** Every delivery, what was taken of it, and what that paid back. */
export const deliveries: Projection = {
  name: 'deliveries',
  tables: ['deliveries'],

  async apply(batch, transaction, schema) {
    const events = bookEvents(batch);
    await writeRows(
      transaction,
      newDeliveries(events),
      {
        coProductionId: 'uuid',
        deliveryId: 'uuid',
        position: 'bigint',
        producerId: 'uuid',
        groupId: 'uuid',
        season: 'text',
        status: 'text',
        dispatchedOn: 'date',
        lines: 'jsonb',
      },
      ({ names, rows }) => `INSERT INTO ${schema}.deliveries (${names}) SELECT * FROM ${rows}`,
    );
    await changeRows(
      transaction,
      deliveryEnds(events),
      {
        coProductionId: 'uuid',
        deliveryId: 'uuid',
        status: 'text',
        acceptedOn: 'date',
        acceptedLines: 'jsonb',
        value: 'bigint',
        settled: 'bigint',
        advanceRepaid: 'bigint',
        dueToProducer: 'bigint',
        dueFromGroup: 'bigint',
        reasonCode: 'text',
      },
      ({ names, rows }) =>
        `UPDATE ${schema}.deliveries AS delivery
            SET (${names}) = ROW (change.*)
           FROM ${rows}
          WHERE delivery.co_production_id = change.co_production_id
            AND delivery.delivery_id = change.delivery_id`,
    );
  },
};
