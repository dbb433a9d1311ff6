import { coProductionStream } from '#financing';
import type { ReadModel } from '../read-model.js';
import { readTable } from '#projection-engine';
import { accountChanges, kindChanges, newCurrencies } from './changes.js';

const accounts = readTable(
  'balances',
  {
    coProductionId: 'key uuid',
    account: 'key text',
    kind: 'once text',
    partyId: 'once uuid',
    pledgeId: 'once uuid',
    pledgedBy: 'once uuid',
    balance: 'sum bigint',
  },
  { added: true },
);
const totals = readTable(
  'balance_totals',
  {
    coProductionId: 'key uuid',
    kind: 'key text',
    balance: 'sum bigint',
  },
  { added: true },
);
const currencies = readTable('balance_currencies', { coProductionId: 'key uuid', currency: 'once text' });

/** The balance of every account of every book. */
export const balances: ReadModel = {
  name: 'balances',
  of: coProductionStream,
  tables: [accounts, totals, currencies],

  apply(events, writing) {
    const changes = accountChanges(events);
    writing.begin(currencies, newCurrencies(events));
    writing.add(accounts, changes);
    writing.add(totals, kindChanges(changes));
  },
};
