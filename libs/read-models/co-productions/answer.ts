import type { Terms } from '#financing';
import type { CoProductionRow, ForecastRow } from './entity.js';

/** The figures of a whole book: minor units, and numbers of deliveries. */
export interface Totals {
  /** By pledges that are neither withdrawn nor released. */
  readonly pledged: number;
  readonly pledgedAdvance: number;
  readonly pledgedDonation: number;
  readonly received: number;
  readonly disbursed: number;
  /** The value of the accepted deliveries. */
  readonly delivered: number;
  /** What of it paid back advances. */
  readonly settled: number;
  /** Advances received and not yet paid back in goods. */
  readonly advanceOutstanding: number;
  readonly deliveriesAccepted: number;
  readonly deliveriesRejected: number;
}

export interface Forecast {
  readonly season: string;
  readonly productCode: string;
  readonly quantity: string;
}

export interface CoProductionAnswer {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly currency: string;
  readonly custodianId: string;
  /** With the unit prices of today. */
  readonly terms: Terms;
  /** Null for whoever sees the offer but not the book. */
  readonly totals: Totals | null;
  readonly forecasts: readonly Forecast[];
}

export function coProductionAnswer(
  row: CoProductionRow,
  forecasts: readonly ForecastRow[],
  seesTotals: boolean,
): CoProductionAnswer {
  return {
    id: row.coProductionId,
    title: row.title,
    status: row.status,
    currency: row.currency,
    custodianId: row.custodianId,
    terms: withPrices(row.terms, row.prices),
    totals: seesTotals ? totalsOf(row) : null,
    forecasts: forecasts.map(({ season, productCode, quantity }) => ({ season, productCode, quantity })),
  };
}

function withPrices(terms: Terms, prices: { readonly [code: string]: string }): Terms {
  const products = terms.products.map((product) => ({
    ...product,
    unitPrice: Object.hasOwn(prices, product.code)
      ? (prices[product.code] ?? product.unitPrice)
      : product.unitPrice,
  }));
  return { ...terms, products };
}

function totalsOf(row: CoProductionRow): Totals {
  return {
    pledged: row.pledgedAdvance + row.pledgedDonation,
    pledgedAdvance: row.pledgedAdvance,
    pledgedDonation: row.pledgedDonation,
    received: row.received,
    disbursed: row.disbursed,
    delivered: row.delivered,
    settled: row.settled,
    advanceOutstanding: row.advanceOutstanding,
    deliveriesAccepted: row.deliveriesAccepted,
    deliveriesRejected: row.deliveriesRejected,
  };
}
