import { coProductionStream } from '#financing';
import type { ReadModel } from '../read-model.js';
import { readTable } from '#projection-engine';
import { newBooks, newProducers, newSeasons } from './beginnings.js';
import { creditorChanges, producerChanges, seasonChanges, totalChanges } from './changes.js';

const ofBooks = readTable('producers', {
  coProductionId: 'key uuid',
  producerId: 'key uuid',
  ordinal: 'once integer',
  sharePermille: 'once integer',
  disbursedFromDonations: 'sum bigint',
  disbursedFromAdvances: 'sum bigint',
  delivered: 'sum bigint',
  settled: 'sum bigint',
  repaidInGoods: 'sum bigint',
  due: 'sum bigint',
});
const ofSeasons = readTable('producer_seasons', {
  coProductionId: 'key uuid',
  producerId: 'key uuid',
  season: 'key text',
  ordinal: 'once integer',
  sharePermille: 'once integer',
  delivered: 'sum bigint',
});
const totals = readTable('producer_totals', {
  coProductionId: 'key uuid',
  pledged: 'sum bigint',
  received: 'sum bigint',
});
const creditors = readTable(
  'producer_creditors',
  {
    coProductionId: 'key uuid',
    groupId: 'key uuid',
    outstanding: 'sum bigint',
  },
  { added: true },
);

/** What each producer of a book was given, delivered, paid back in goods and is due. */
export const producers: ReadModel = {
  name: 'producers',
  of: coProductionStream,
  tables: [ofBooks, ofSeasons, totals, creditors],

  apply(events, writing) {
    writing.begin(totals, newBooks(events));
    writing.begin(ofBooks, newProducers(events));
    writing.begin(ofSeasons, newSeasons(events));
    writing.change(
      ofBooks,
      producerChanges(events).map(({ coProductionId, producerId, amounts }) => ({
        coProductionId,
        producerId,
        ...amounts,
      })),
    );
    writing.change(ofSeasons, seasonChanges(events));
    writing.change(totals, totalChanges(events));
    writing.add(creditors, creditorChanges(events));
  },
};
