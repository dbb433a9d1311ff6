import {
  bookEvents,
  deliveryAccepted,
  disbursed,
  pledgeMade,
  pledgesReleased,
  pledgeWithdrawn,
  producerPaid,
  proposed,
  received,
} from '../example-events.fixture.js';
import { newProducers, newSeasons } from './beginnings.js';
import { creditorChanges, producerChanges, seasonChanges, totalChanges } from './changes.js';

describe('what a batch does to a producer', () => {
  it('tells apart what it was given from donations and from advances, what it paid back and what it is due', () => {
    expect(producerChanges(bookEvents(disbursed, deliveryAccepted(), producerPaid))).toEqual([
      {
        coProductionId: 'book',
        producerId: 'ficodindia',
        amounts: {
          disbursedFromDonations: 2_000,
          disbursedFromAdvances: 7_000,
          delivered: 15_500,
          settled: 10_000,
          repaidInGoods: 7_000,
          due: 500,
        },
      },
    ]);
  });

  it('counts what is delivered to its season', () => {
    const events = bookEvents(
      deliveryAccepted(),
      deliveryAccepted({ deliveryId: 'E', season: '2020/21' }),
      deliveryAccepted({ deliveryId: 'F' }),
    );
    expect(seasonChanges(events).map(({ season, delivered }) => [season, delivered])).toEqual([
      ['2019/20', 31_000],
      ['2020/21', 15_500],
    ]);
  });
});

describe('what a batch does to what the producers share in', () => {
  it('counts what is still promised and what arrived', () => {
    const events = bookEvents(
      pledgeMade(),
      pledgeMade({ pledgeId: 'Q', amount: 20_500 }),
      received('AdvanceReceived', { amount: 300 }),
      pledgeWithdrawn,
      pledgesReleased,
    );
    expect(totalChanges(events)).toEqual([{ coProductionId: 'book', pledged: 10_000, received: 300 }]);
  });

  it('knows of each group what is still to come back in goods', () => {
    const events = bookEvents(
      received('AdvanceReceived', { amount: 12_000 }),
      received('DonationReceived', { amount: 500 }),
      deliveryAccepted(),
    );
    expect(creditorChanges(events)).toEqual([
      { coProductionId: 'book', groupId: 'bergamo', outstanding: 2_000 },
    ]);
  });
});

describe('a book that begins', () => {
  it('has its producers in the order of the terms, each with every season', () => {
    expect(
      newProducers(bookEvents(proposed)).map(({ producerId, ordinal }) => [producerId, ordinal]),
    ).toEqual([
      ['ficodindia', 0],
      ['consortium', 1],
    ]);
    const seasons = newSeasons(bookEvents(proposed));
    expect(seasons.map(({ producerId, season, ordinal }) => [producerId, season, ordinal])).toEqual([
      ['ficodindia', '2019/20', 0],
      ['ficodindia', '2020/21', 1],
      ['consortium', '2019/20', 0],
      ['consortium', '2020/21', 1],
    ]);
  });
});
