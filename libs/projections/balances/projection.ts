import { bookEvents } from '../book-events.js';
import type { Projection } from '../runner/projection.js';
import { writeRows } from '../set-based.js';
import { accountChanges, kindChanges, newCurrencies } from './changes.js';

/** The balance of every account of every book. */
export const balances: Projection = {
  name: 'balances',
  tables: ['balances', 'balance_totals', 'balance_currencies'],

  async apply(batch, transaction, schema) {
    const events = bookEvents(batch);
    const changes = accountChanges(events);
    await writeRows(
      transaction,
      newCurrencies(events),
      { coProductionId: 'uuid', currency: 'text' },
      ({ names, rows }) => `INSERT INTO ${schema}.balance_currencies (${names}) SELECT * FROM ${rows}`,
    );
    await writeRows(
      transaction,
      changes,
      {
        coProductionId: 'uuid',
        account: 'text',
        kind: 'text',
        partyId: 'uuid',
        pledgeId: 'uuid',
        pledgedBy: 'uuid',
        balance: 'bigint',
      },
      ({ names, rows }) =>
        `INSERT INTO ${schema}.balances AS account (${names}) SELECT * FROM ${rows}
         ON CONFLICT (co_production_id, account) DO UPDATE SET balance = account.balance + excluded.balance`,
    );
    await writeRows(
      transaction,
      kindChanges(changes),
      { coProductionId: 'uuid', kind: 'text', balance: 'bigint' },
      ({ names, rows }) =>
        `INSERT INTO ${schema}.balance_totals AS total (${names}) SELECT * FROM ${rows}
         ON CONFLICT (co_production_id, kind) DO UPDATE SET balance = total.balance + excluded.balance`,
    );
  },
};
