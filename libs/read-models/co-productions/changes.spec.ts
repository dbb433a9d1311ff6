import type { CoProductionEvent } from '#financing';
import {
  bookEvents,
  deliveryAccepted,
  disbursed,
  pledgeMade,
  pledgesReleased,
  pledgeWithdrawn,
  proposed,
  received,
} from '../example-events.fixture.js';
import { newParties, newPledges, proposals } from './beginnings.js';
import { coProductionChanges, newForecasts, withdrawals } from './changes.js';

const changeBy = (...events: CoProductionEvent[]) => coProductionChanges(bookEvents(...events))[0]!;

describe('what a batch does to a co-production', () => {
  it.each<[string, CoProductionEvent]>([
    ['proposed', proposed],
    ['open', { type: 'PledgingOpened', data: {} }],
    ['confirmed', { type: 'CoProductionConfirmed', data: { pledged: 1 } }],
    ['abandoned', { type: 'CoProductionAbandoned', data: { reasonCode: 'hail' } }],
    ['closed', { type: 'CoProductionClosed', data: {} }],
  ])('makes it %s', (status, event) => {
    expect(changeBy(event, pledgeMade()).status).toBe(status);
  });

  it('leaves its status alone where nothing changes it', () => {
    expect(changeBy(pledgeMade()).status).toBeNull();
  });

  it('adds up the totals', () => {
    const { amounts } = changeBy(
      pledgeMade(),
      pledgeMade({ instrument: 'donation', amount: 500 }),
      received('AdvanceReceived'),
      received('DonationReceived', { amount: 500 }),
      disbursed,
      deliveryAccepted(),
      {
        type: 'DeliveryRejected',
        data: { deliveryId: 'E', producerId: 'ficodindia', groupId: 'bergamo', reasonCode: 'spoilt' },
      },
    );
    expect(amounts).toEqual({
      pledgedAdvance: 10_000,
      pledgedDonation: 500,
      received: 10_500,
      disbursed: 9_000,
      delivered: 15_500,
      settled: 10_000,
      advanceOutstanding: 0,
      deliveriesAccepted: 1,
      deliveriesRejected: 1,
    });
  });

  it('keeps the last price of each product that was revised', () => {
    const revised = (version: number, ...products: { code: string; unitPrice: string }[]) =>
      ({ type: 'PricesRevised', data: { version, products } }) as const;
    const { prices } = changeBy(
      revised(2, { code: 'TAR10', unitPrice: '16.00' }, { code: 'MOR10', unitPrice: '12.10' }),
      revised(3, { code: 'TAR10', unitPrice: '16.50' }),
    );
    expect(prices).toEqual({ TAR10: '16.50', MOR10: '12.10' });
  });

  it('keeps the last forecast of each season and product', () => {
    const revised = (season: string, quantity: string): CoProductionEvent => ({
      type: 'ForecastRevised',
      data: { season, productCode: 'TAR10', quantity, reasonCode: 'frost' },
    });
    const events = bookEvents(revised('2019/20', '10'), revised('2020/21', '7'), revised('2019/20', '8'));
    expect(newForecasts(events).map(({ season, quantity }) => [season, quantity])).toEqual([
      ['2019/20', '8'],
      ['2020/21', '7'],
    ]);
  });

  it('tells which pledges promise less, be they withdrawn or released', () => {
    expect(withdrawals(bookEvents(pledgeWithdrawn, pledgesReleased)).map(({ pledgeId }) => pledgeId)).toEqual(
      ['P', 'P', 'Q'],
    );
  });
});

describe('what begins in a batch', () => {
  it('is a co-production with its terms', () => {
    const [proposal] = proposals(bookEvents(proposed));
    expect(proposal).toMatchObject({ coProductionId: 'book', position: 1n, custodianId: 'consortium' });
    expect(JSON.parse(proposal!.terms)).toEqual(proposed.data);
  });

  it('is the book’s of every party that it names, once each', () => {
    const events = bookEvents(proposed, pledgeMade({ by: 'anna' }), pledgeMade());
    expect(newParties(events).map(({ partyId }) => partyId)).toEqual([
      'consortium',
      'ficodindia',
      'mag',
      'anna',
      'bergamo',
    ]);
  });

  it('is a pledge with its instrument', () => {
    expect(newPledges(bookEvents(pledgeMade({ instrument: 'donation' })))).toEqual([
      { coProductionId: 'book', pledgeId: 'P', instrument: 'donation' },
    ]);
  });
});
