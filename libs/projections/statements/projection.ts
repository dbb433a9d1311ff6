import { type BookEvent, bookEvents } from '../book-events.js';
import type { Projection, Queries, Schema } from '../runner/projection.js';
import { writeRows } from '../set-based.js';
import { firstParties, newPledges } from './beginnings.js';
import { statementLines } from './lines.js';

/** Where each party of a book stands, and what brought it there. */
export const statements: Projection = {
  name: 'statements',
  tables: ['statements', 'statement_items', 'statement_pledges'],

  async apply(batch, transaction, schema) {
    const events = bookEvents(batch);
    await writeRows(
      transaction,
      firstParties(events),
      { coProductionId: 'uuid', partyId: 'uuid' },
      ({ names, rows }) => `INSERT INTO ${schema}.statements (${names}) SELECT * FROM ${rows}`,
    );
    await writeRows(
      transaction,
      newPledges(events),
      { coProductionId: 'uuid', pledgeId: 'uuid', pledgedBy: 'uuid', through: 'uuid', instrument: 'text' },
      ({ names, rows }) => `INSERT INTO ${schema}.statement_pledges (${names}) SELECT * FROM ${rows}`,
    );
    await writeLines(events, transaction, schema);
  },
};

async function writeLines(events: readonly BookEvent[], transaction: Queries, schema: Schema): Promise<void> {
  await writeRows(
    transaction,
    statementLines(events),
    {
      coProductionId: 'uuid',
      position: 'bigint',
      ordinal: 'integer',
      eventId: 'uuid',
      type: 'text',
      audience: 'text',
      partyId: 'uuid',
      pledgeId: 'uuid',
      deliveryId: 'uuid',
      date: 'date',
      amount: 'bigint',
      pledged: 'bigint',
      received: 'bigint',
      settled: 'bigint',
      delivered: 'bigint',
      advanceOutstanding: 'bigint',
      dueFromGroup: 'bigint',
      paid: 'bigint',
    },
    ({ rows }) => writingLines(rows, schema),
  );
}

/**
 * Addresses the lines by the pledges' holders, writes them as items, and their sums onto the parties' standings. A line of
 * a pledge that is not known, whoever it is for, is addressed to nobody (null), which the items' key refuses.
 */
const writingLines = (rows: string, schema: Schema): string => `
  WITH line AS MATERIALIZED (
    SELECT change.*, addressee.id AS addressee, pledge.instrument
      FROM ${rows}
      LEFT JOIN ${schema}.statement_pledges AS pledge USING (co_production_id, pledge_id)
     CROSS JOIN LATERAL (
           SELECT change.party_id WHERE change.audience = 'party'
            UNION SELECT pledge.through WHERE change.audience = 'holders'
            UNION SELECT pledge.pledged_by
                   WHERE change.audience = 'holders'
                      OR (change.audience = 'pledgor'
                          AND (pledge.pledge_id IS NULL OR pledge.pledged_by <> pledge.through))
           ) AS addressee (id)
  ), item AS (
    INSERT INTO ${schema}.statement_items
           (co_production_id, party_id, position, ordinal, event_id, type, date, amount, pledge_id, delivery_id)
    SELECT co_production_id, addressee, position, ordinal, event_id, type, date, amount, pledge_id, delivery_id
      FROM line
  )
  INSERT INTO ${schema}.statements AS statement
         (co_production_id, party_id, pledged_advance, pledged_donation, received, settled, delivered,
          advance_outstanding, due_from_group, paid)
  SELECT co_production_id, addressee,
         coalesce(sum(pledged) FILTER (WHERE instrument = 'advance'), 0),
         coalesce(sum(pledged) FILTER (WHERE instrument = 'donation'), 0),
         sum(received), sum(settled), sum(delivered), sum(advance_outstanding), sum(due_from_group), sum(paid)
    FROM line
   GROUP BY co_production_id, addressee
      ON CONFLICT (co_production_id, party_id) DO UPDATE
     SET pledged_advance = statement.pledged_advance + excluded.pledged_advance,
         pledged_donation = statement.pledged_donation + excluded.pledged_donation,
         received = statement.received + excluded.received,
         settled = statement.settled + excluded.settled,
         delivered = statement.delivered + excluded.delivered,
         advance_outstanding = statement.advance_outstanding + excluded.advance_outstanding,
         due_from_group = statement.due_from_group + excluded.due_from_group,
         paid = statement.paid + excluded.paid`;
