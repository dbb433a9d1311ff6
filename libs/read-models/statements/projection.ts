import { coProductionStream } from '#financing';
import type { ReadModel } from '../read-model.js';
import { knownPledges } from '../known-pledges.js';
import { readTable } from '#projection-engine';
import { addressed, itemOf, standings } from './addressed.js';
import { firstParties, newPledges } from './beginnings.js';
import { pledgesToldOf, statementLines } from './lines.js';

const statement = readTable(
  'statements',
  {
    coProductionId: 'key uuid',
    partyId: 'key uuid',
    pledgedAdvance: 'sum bigint',
    pledgedDonation: 'sum bigint',
    received: 'sum bigint',
    settled: 'sum bigint',
    delivered: 'sum bigint',
    advanceOutstanding: 'sum bigint',
    dueFromGroup: 'sum bigint',
    paid: 'sum bigint',
  },
  { added: true },
);
const items = readTable('statement_items', {
  coProductionId: 'key uuid',
  partyId: 'key uuid',
  position: 'key bigint',
  ordinal: 'key integer',
  eventId: 'once uuid',
  type: 'once text',
  date: 'once date',
  amount: 'once bigint',
  pledgeId: 'once uuid',
  deliveryId: 'once uuid',
});
const pledges = readTable(
  'statement_pledges',
  {
    coProductionId: 'key uuid',
    pledgeId: 'key uuid',
    pledgedBy: 'once uuid',
    through: 'once uuid',
    instrument: 'once text',
  },
  { lookedUp: true },
);

/** Where each party of a book stands, and what brought it there. */
export const statements: ReadModel = {
  name: 'statements',
  of: coProductionStream,
  tables: [statement, items, pledges],

  async apply(events, writing) {
    const [begun, lines] = [newPledges(events), statementLines(events)];
    const holders = await knownPledges(pledgesToldOf(lines), begun, writing, pledges);
    const told = addressed(lines, holders);
    writing.begin(pledges, begun);
    writing.begin(items, told.map(itemOf));
    writing.add(statement, standings(firstParties(events), told));
  },
};
