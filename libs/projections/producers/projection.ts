import { type BookEvent, bookEvents } from '../book-events.js';
import type { Projection, Queries, Schema } from '../runner/projection.js';
import { changeRows, writeRows } from '../set-based.js';
import { newBooks, newProducers, newSeasons } from './beginnings.js';
import { creditorChanges, producerChanges, seasonChanges, totalChanges } from './changes.js';

/** What each producer of a book was given, delivered, paid back in goods and is due. */
export const producers: Projection = {
  name: 'producers',
  tables: ['producers', 'producer_seasons', 'producer_totals', 'producer_creditors'],

  async apply(batch, transaction, schema) {
    const events = bookEvents(batch);
    await writeBeginnings(events, transaction, schema);
    await writeProducers(events, transaction, schema);
    await changeRows(
      transaction,
      totalChanges(events),
      { coProductionId: 'uuid', pledged: 'bigint', received: 'bigint' },
      ({ rows }) =>
        `UPDATE ${schema}.producer_totals AS total
            SET pledged = total.pledged + change.pledged, received = total.received + change.received
           FROM ${rows} WHERE total.co_production_id = change.co_production_id`,
    );
    await writeRows(
      transaction,
      creditorChanges(events),
      { coProductionId: 'uuid', groupId: 'uuid', outstanding: 'bigint' },
      ({ names, rows }) =>
        `INSERT INTO ${schema}.producer_creditors AS creditor (${names}) SELECT * FROM ${rows}
         ON CONFLICT (co_production_id, group_id)
         DO UPDATE SET outstanding = creditor.outstanding + excluded.outstanding`,
    );
  },
};

async function writeBeginnings(
  events: readonly BookEvent[],
  transaction: Queries,
  schema: Schema,
): Promise<void> {
  await writeRows(
    transaction,
    newBooks(events),
    { coProductionId: 'uuid' },
    ({ names, rows }) => `INSERT INTO ${schema}.producer_totals (${names}) SELECT * FROM ${rows}`,
  );
  await writeRows(
    transaction,
    newProducers(events),
    { coProductionId: 'uuid', producerId: 'uuid', ordinal: 'integer', sharePermille: 'integer' },
    ({ names, rows }) => `INSERT INTO ${schema}.producers (${names}) SELECT * FROM ${rows}`,
  );
  await writeRows(
    transaction,
    newSeasons(events),
    {
      coProductionId: 'uuid',
      producerId: 'uuid',
      season: 'text',
      ordinal: 'integer',
      sharePermille: 'integer',
    },
    ({ names, rows }) => `INSERT INTO ${schema}.producer_seasons (${names}) SELECT * FROM ${rows}`,
  );
}

async function writeProducers(
  events: readonly BookEvent[],
  transaction: Queries,
  schema: Schema,
): Promise<void> {
  await changeRows(
    transaction,
    producerChanges(events).map(({ amounts, ...producer }) => ({ ...producer, ...amounts })),
    {
      coProductionId: 'uuid',
      producerId: 'uuid',
      disbursedFromDonations: 'bigint',
      disbursedFromAdvances: 'bigint',
      delivered: 'bigint',
      settled: 'bigint',
      repaidInGoods: 'bigint',
      due: 'bigint',
    },
    ({ rows }) =>
      `UPDATE ${schema}.producers AS producer
          SET disbursed_from_donations = producer.disbursed_from_donations + change.disbursed_from_donations,
              disbursed_from_advances = producer.disbursed_from_advances + change.disbursed_from_advances,
              delivered = producer.delivered + change.delivered,
              settled = producer.settled + change.settled,
              repaid_in_goods = producer.repaid_in_goods + change.repaid_in_goods,
              due = producer.due + change.due
         FROM ${rows}
        WHERE producer.co_production_id = change.co_production_id AND producer.producer_id = change.producer_id`,
  );
  await changeRows(
    transaction,
    seasonChanges(events),
    { coProductionId: 'uuid', producerId: 'uuid', season: 'text', delivered: 'bigint' },
    ({ rows }) =>
      `UPDATE ${schema}.producer_seasons AS season
          SET delivered = season.delivered + change.delivered
         FROM ${rows}
        WHERE season.co_production_id = change.co_production_id
          AND season.producer_id = change.producer_id AND season.season = change.season`,
  );
}
