import { coProductionStream } from '#financing';
import type { ReadModel } from '../read-model.js';
import type { BookEvent } from '../book-events.js';
import { merged } from '../merged.js';
import { knownPledges, pledgeKey } from '../known-pledges.js';
import { readTable, type Writing } from '#projection-engine';
import { type NewPledge, newParties, newPledges, proposals } from './beginnings.js';
import { coProductionChanges, newForecasts, type Withdrawal, withdrawals } from './changes.js';

const books = readTable('co_productions', {
  coProductionId: 'key uuid',
  position: 'once bigint',
  title: 'once text',
  custodianId: 'once uuid',
  currency: 'once text',
  terms: 'once jsonb',
  status: 'last text',
  prices: 'overlay jsonb',
  pledgedAdvance: 'sum bigint',
  pledgedDonation: 'sum bigint',
  received: 'sum bigint',
  disbursed: 'sum bigint',
  delivered: 'sum bigint',
  settled: 'sum bigint',
  advanceOutstanding: 'sum bigint',
  deliveriesAccepted: 'sum integer',
  deliveriesRejected: 'sum integer',
});
const parties = readTable(
  'co_production_parties',
  { partyId: 'key uuid', coProductionId: 'key uuid' },
  { added: true },
);
const pledges = readTable(
  'co_production_pledges',
  { coProductionId: 'key uuid', pledgeId: 'key uuid', instrument: 'once text' },
  { lookedUp: true },
);
const forecasts = readTable(
  'co_production_forecasts',
  { coProductionId: 'key uuid', season: 'key text', productCode: 'key text', quantity: 'last text' },
  { added: true },
);

/** The terms, status, totals, forecasts and parties of every co-production. */
export const coProductions: ReadModel = {
  name: 'co-productions',
  of: coProductionStream,
  tables: [books, parties, pledges, forecasts],

  async apply(events, writing) {
    writing.begin(books, proposals(events));
    writing.add(parties, newParties(events));
    writing.begin(pledges, newPledges(events));
    writing.change(
      books,
      coProductionChanges(events).map(({ coProductionId, status, amounts, prices }) => ({
        coProductionId,
        status,
        ...amounts,
        prices: JSON.stringify(prices),
      })),
    );
    writing.change(books, await noLongerPledged(events, writing));
    writing.add(forecasts, newForecasts(events));
  },
};

/** Only the pledge, perhaps of a batch long ago, tells which total a withdrawal lowers: one change a book. */
async function noLongerPledged(events: readonly BookEvent[], writing: Writing) {
  const withdrawn = withdrawals(events);
  const known = await knownPledges(withdrawn, newPledges(events), writing, pledges);
  const lowered = withdrawn.map((withdrawal) => lowering(withdrawal, known.get(pledgeKey(withdrawal))));
  return merged(
    lowered,
    ({ coProductionId }) => coProductionId,
    (earlier, later) => ({
      ...earlier,
      pledgedAdvance: earlier.pledgedAdvance + later.pledgedAdvance,
      pledgedDonation: earlier.pledgedDonation + later.pledgedDonation,
    }),
  );
}

const lowering = ({ coProductionId, amount }: Withdrawal, pledge: NewPledge | undefined) => ({
  coProductionId,
  pledgedAdvance: pledge?.instrument === 'advance' ? -amount : 0,
  pledgedDonation: pledge?.instrument === 'donation' ? -amount : 0,
});
