import { shareByLargestRemainder } from '#decision';
import type { ProducerRow, ProducerSeasonRow, ProducerTotalRow } from './entity.js';

/** How one producer stands in one book: minor units. */
export interface ProducerAnswer {
  readonly producerId: string;
  /** Its share, by the terms, of what is pledged and of what was received. */
  readonly pledged: number;
  readonly received: number;
  /** What it was paid in tranches, and from which money. */
  readonly disbursed: number;
  readonly disbursedFromDonations: number;
  readonly disbursedFromAdvances: number;
  /** The value of its accepted deliveries. */
  readonly delivered: number;
  /** What of it paid back groups' advances. */
  readonly settled: number;
  /** What of that paid back the producer's own advance. */
  readonly repaidInGoods: number;
  /** Advanced and not yet paid back in goods. */
  readonly outstanding: number;
  /** Owed to the producer in money. */
  readonly due: number;
  readonly seasons: readonly SeasonAnswer[];
}

export interface SeasonAnswer {
  readonly season: string;
  /** The part of its advances that is to come back in goods in this season. */
  readonly expected: number;
  readonly delivered: number;
}

/**
 * All producers of a book in the order of the terms. Shares are by largest remainder: the producers' shares sum to the
 * book's total, the seasons' to the producer's advances.
 */
export function producerAnswers(
  total: ProducerTotalRow,
  producers: readonly ProducerRow[],
  seasons: readonly ProducerSeasonRow[],
): ProducerAnswer[] {
  if (producers.length === 0) return [];
  const shares = producers.map(({ sharePermille }) => sharePermille);
  const pledged = shareByLargestRemainder(total.pledged, shares);
  const received = shareByLargestRemainder(total.received, shares);
  return producers.map((producer, place) => ({
    producerId: producer.producerId,
    pledged: pledged[place] ?? 0,
    received: received[place] ?? 0,
    disbursed: producer.disbursedFromDonations + producer.disbursedFromAdvances,
    disbursedFromDonations: producer.disbursedFromDonations,
    disbursedFromAdvances: producer.disbursedFromAdvances,
    delivered: producer.delivered,
    settled: producer.settled,
    repaidInGoods: producer.repaidInGoods,
    outstanding: producer.disbursedFromAdvances - producer.repaidInGoods,
    due: producer.due,
    seasons: seasonAnswers(
      producer,
      seasons.filter(({ producerId }) => producerId === producer.producerId),
    ),
  }));
}

function seasonAnswers(producer: ProducerRow, seasons: readonly ProducerSeasonRow[]): SeasonAnswer[] {
  if (seasons.length === 0) return [];
  const weights = seasons.map(({ sharePermille }) => sharePermille);
  const expected = shareByLargestRemainder(producer.disbursedFromAdvances, weights);
  return seasons.map(({ season, delivered }, place) => ({
    season,
    expected: expected[place] ?? 0,
    delivered,
  }));
}
