import { type BookEvent, meaningOf, type Meanings, meanings, settledBy } from '../book-events.js';
import { keyOf, merged } from '../merged.js';
import { addTo, PerBook } from '../per-book.js';

/** What a batch does to one co-production: minor units, and numbers of deliveries. */
export interface CoProductionChange {
  readonly coProductionId: string;
  /** Null where it stays. */
  status: string | null;
  /** The new unit prices by product code. */
  readonly prices: { [productCode: string]: string };
  readonly amounts: Amounts;
}

export type Amounts = {
  pledgedAdvance: number;
  pledgedDonation: number;
  received: number;
  disbursed: number;
  delivered: number;
  settled: number;
  advanceOutstanding: number;
  deliveriesAccepted: number;
  deliveriesRejected: number;
};

const nothing: Amounts = {
  pledgedAdvance: 0,
  pledgedDonation: 0,
  received: 0,
  disbursed: 0,
  delivered: 0,
  settled: 0,
  advanceOutstanding: 0,
  deliveriesAccepted: 0,
  deliveriesRejected: 0,
};

/**
 * What a batch does to each co-production that it tells of, one change a co-production. What pledges no longer promise
 * is not in it: which instrument they are, only the rows know (`withdrawals`).
 */
export function coProductionChanges(events: readonly BookEvent[]): CoProductionChange[] {
  const changes = new PerBook(unchanged);
  for (const each of events) {
    const change = changes.at(each.id, '');
    change.status = meaningOf(each, statuses) ?? change.status;
    Object.assign(change.prices, meaningOf(each, prices));
    addTo(change.amounts, meaningOf(each, amounts) ?? {});
  }
  return changes.all();
}

const unchanged = (coProductionId: string): CoProductionChange => ({
  coProductionId,
  status: null,
  prices: {},
  amounts: { ...nothing },
});

const statuses: Meanings<string> = {
  CoProductionProposed: () => 'proposed',
  PledgingOpened: () => 'open',
  CoProductionConfirmed: () => 'confirmed',
  CoProductionAbandoned: () => 'abandoned',
  CoProductionClosed: () => 'closed',
};

const prices: Meanings<CoProductionChange['prices']> = {
  PricesRevised: ({ products }) =>
    Object.fromEntries(products.map(({ code, unitPrice }) => [code, unitPrice])),
};

const amounts: Meanings<Partial<Amounts>> = {
  PledgeMade: ({ instrument, amount }) =>
    instrument === 'advance' ? { pledgedAdvance: amount } : { pledgedDonation: amount },
  AdvanceReceived: ({ amount }) => ({ received: amount, advanceOutstanding: amount }),
  DonationReceived: ({ amount }) => ({ received: amount }),
  TrancheDisbursed: ({ amount }) => ({ disbursed: amount }),
  DeliveryAccepted: (delivery) => ({
    delivered: delivery.value,
    settled: settledBy(delivery),
    advanceOutstanding: -settledBy(delivery),
    deliveriesAccepted: 1,
  }),
  DeliveryRejected: () => ({ deliveriesRejected: 1 }),
};

/** What a pledge no longer promises, be it withdrawn or released. */
export interface Withdrawal {
  readonly coProductionId: string;
  readonly pledgeId: string;
  readonly amount: number;
}

export function withdrawals(events: readonly BookEvent[]): Withdrawal[] {
  return meanings(events, {
    PledgeWithdrawn: ({ pledgeId, amount }) => [{ pledgeId, amount }],
    PledgesReleased: ({ pledges }) => pledges,
  });
}

/** What is expected of a product in a season, in the product's unit. */
export interface NewForecast {
  readonly coProductionId: string;
  readonly season: string;
  readonly productCode: string;
  readonly quantity: string;
}

/** The forecasts that hold after a batch, one a season and product. */
export function newForecasts(events: readonly BookEvent[]): NewForecast[] {
  return merged(
    meanings(events, {
      ForecastRevised: ({ season, productCode, quantity }) => [{ season, productCode, quantity }],
    }),
    ({ coProductionId, season, productCode }) => keyOf(coProductionId, season, productCode),
    (_earlier, later) => later,
  );
}
