import { type BookEvent, bookEvents } from '../book-events.js';
import type { Projection, Queries, Schema } from '../runner/projection.js';
import { changeRows, writeRows } from '../set-based.js';
import { newParties, newPledges, proposals } from './beginnings.js';
import { coProductionChanges, newForecasts, withdrawals } from './changes.js';

/** The terms, status, totals, forecasts and parties of every co-production. */
export const coProductions: Projection = {
  name: 'co-productions',
  tables: ['co_productions', 'co_production_parties', 'co_production_pledges', 'co_production_forecasts'],

  async apply(batch, transaction, schema) {
    const events = bookEvents(batch);
    await writeBeginnings(events, transaction, schema);
    await writeChanges(events, transaction, schema);
    await writeWithdrawals(events, transaction, schema);
    await writeRows(
      transaction,
      newForecasts(events),
      { coProductionId: 'uuid', season: 'text', productCode: 'text', quantity: 'text' },
      ({ names, rows }) =>
        `INSERT INTO ${schema}.co_production_forecasts (${names}) SELECT * FROM ${rows}
         ON CONFLICT (co_production_id, season, product_code) DO UPDATE SET quantity = excluded.quantity`,
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
    proposals(events),
    {
      coProductionId: 'uuid',
      position: 'bigint',
      status: 'text',
      title: 'text',
      custodianId: 'uuid',
      currency: 'text',
      terms: 'jsonb',
    },
    ({ names, rows }) => `INSERT INTO ${schema}.co_productions (${names}) SELECT * FROM ${rows}`,
  );
  await writeRows(
    transaction,
    newParties(events),
    { coProductionId: 'uuid', partyId: 'uuid' },
    ({ names, rows }) =>
      `INSERT INTO ${schema}.co_production_parties (${names}) SELECT * FROM ${rows} ON CONFLICT DO NOTHING`,
  );
  await writeRows(
    transaction,
    newPledges(events),
    { coProductionId: 'uuid', pledgeId: 'uuid', instrument: 'text' },
    ({ names, rows }) => `INSERT INTO ${schema}.co_production_pledges (${names}) SELECT * FROM ${rows}`,
  );
}

async function writeChanges(
  events: readonly BookEvent[],
  transaction: Queries,
  schema: Schema,
): Promise<void> {
  const changes = coProductionChanges(events).map(({ amounts, prices, ...change }) => ({
    ...change,
    ...amounts,
    prices: JSON.stringify(prices),
  }));
  await changeRows(
    transaction,
    changes,
    {
      coProductionId: 'uuid',
      status: 'text',
      prices: 'jsonb',
      pledgedAdvance: 'bigint',
      pledgedDonation: 'bigint',
      received: 'bigint',
      disbursed: 'bigint',
      delivered: 'bigint',
      settled: 'bigint',
      advanceOutstanding: 'bigint',
      deliveriesAccepted: 'integer',
      deliveriesRejected: 'integer',
    },
    ({ rows }) =>
      `UPDATE ${schema}.co_productions AS book
          SET status = coalesce(change.status, book.status),
              prices = book.prices || change.prices,
              pledged_advance = book.pledged_advance + change.pledged_advance,
              pledged_donation = book.pledged_donation + change.pledged_donation,
              received = book.received + change.received,
              disbursed = book.disbursed + change.disbursed,
              delivered = book.delivered + change.delivered,
              settled = book.settled + change.settled,
              advance_outstanding = book.advance_outstanding + change.advance_outstanding,
              deliveries_accepted = book.deliveries_accepted + change.deliveries_accepted,
              deliveries_rejected = book.deliveries_rejected + change.deliveries_rejected
         FROM ${rows}
        WHERE book.co_production_id = change.co_production_id`,
  );
}

/**
 * Only the pledge, perhaps of a batch long ago, tells which total a withdrawal lowers. The statement answers with the withdrawals
 * whose pledge it knows, so that one of an unknown pledge is told.
 */
async function writeWithdrawals(
  events: readonly BookEvent[],
  transaction: Queries,
  schema: Schema,
): Promise<void> {
  await changeRows(
    transaction,
    withdrawals(events),
    { coProductionId: 'uuid', pledgeId: 'uuid', amount: 'bigint' },
    ({ rows }) =>
      `WITH known AS MATERIALIZED (
         SELECT co_production_id, amount, instrument
           FROM ${rows}
           JOIN ${schema}.co_production_pledges USING (co_production_id, pledge_id)
       ), lowered AS (
         UPDATE ${schema}.co_productions AS book
            SET pledged_advance = book.pledged_advance - withdrawn.advance,
                pledged_donation = book.pledged_donation - withdrawn.donation
           FROM (SELECT co_production_id,
                        coalesce(sum(amount) FILTER (WHERE instrument = 'advance'), 0) AS advance,
                        coalesce(sum(amount) FILTER (WHERE instrument = 'donation'), 0) AS donation
                   FROM known GROUP BY co_production_id) AS withdrawn
          WHERE book.co_production_id = withdrawn.co_production_id
       )
       SELECT FROM known`,
  );
}
