import { type BookEvent, type Meanings, meanings, settledBy } from '../book-events.js';
import { added, keyOf, merged } from '../merged.js';

/** What a batch does to one producer of a book: minor units. */
export interface ProducerChange {
  readonly coProductionId: string;
  readonly producerId: string;
  readonly amounts: ProducerAmounts;
}

export type ProducerAmounts = {
  readonly disbursedFromDonations: number;
  readonly disbursedFromAdvances: number;
  readonly delivered: number;
  readonly settled: number;
  readonly repaidInGoods: number;
  readonly due: number;
};

const nothing: ProducerAmounts = {
  disbursedFromDonations: 0,
  disbursedFromAdvances: 0,
  delivered: 0,
  settled: 0,
  repaidInGoods: 0,
  due: 0,
};

const ofProducers: Meanings<readonly Omit<ProducerChange, 'coProductionId'>[]> = {
  TrancheDisbursed: ({ producerId, fromDonations, fromAdvances }) => [
    {
      producerId,
      amounts: { ...nothing, disbursedFromDonations: fromDonations, disbursedFromAdvances: fromAdvances },
    },
  ],
  DeliveryAccepted: (delivery) => [
    {
      producerId: delivery.producerId,
      amounts: {
        ...nothing,
        delivered: delivery.value,
        settled: settledBy(delivery),
        repaidInGoods: delivery.advanceRepaid,
        due: delivery.dueToProducer,
      },
    },
  ],
  ProducerPaid: ({ producerId, amount }) => [{ producerId, amounts: { ...nothing, due: -amount } }],
};

/** One change a book and producer. */
export function producerChanges(events: readonly BookEvent[]): ProducerChange[] {
  return merged(
    meanings(events, ofProducers),
    ({ coProductionId, producerId }) => keyOf(coProductionId, producerId),
    (earlier, later) => ({ ...earlier, amounts: added(earlier.amounts, later.amounts) }),
  );
}

/** The value that a batch delivers, one change a book, producer and season: minor units. */
export interface SeasonChange {
  readonly coProductionId: string;
  readonly producerId: string;
  readonly season: string;
  readonly delivered: number;
}

export function seasonChanges(events: readonly BookEvent[]): SeasonChange[] {
  return merged(
    meanings(events, {
      DeliveryAccepted: ({ producerId, season, value }) => [{ producerId, season, delivered: value }],
    }),
    ({ coProductionId, producerId, season }) => keyOf(coProductionId, producerId, season),
    (earlier, later) => ({ ...earlier, delivered: earlier.delivered + later.delivered }),
  );
}

/** What a batch promises and brings, one change a book: minor units. */
export interface TotalChange {
  readonly coProductionId: string;
  readonly pledged: number;
  readonly received: number;
}

const ofTotals: Meanings<readonly Omit<TotalChange, 'coProductionId'>[]> = {
  PledgeMade: ({ amount }) => [{ pledged: amount, received: 0 }],
  PledgeWithdrawn: ({ amount }) => [{ pledged: -amount, received: 0 }],
  PledgesReleased: ({ pledges }) => pledges.map(({ amount }) => ({ pledged: -amount, received: 0 })),
  AdvanceReceived: ({ amount }) => [{ pledged: 0, received: amount }],
  DonationReceived: ({ amount }) => [{ pledged: 0, received: amount }],
};

export function totalChanges(events: readonly BookEvent[]): TotalChange[] {
  return merged(
    meanings(events, ofTotals),
    ({ coProductionId }) => coProductionId,
    (earlier, later) => ({
      ...earlier,
      pledged: earlier.pledged + later.pledged,
      received: earlier.received + later.received,
    }),
  );
}

/** What a batch does to the advances of one group that are still to come back in goods: minor units. */
export interface CreditorChange {
  readonly coProductionId: string;
  readonly groupId: string;
  readonly outstanding: number;
}

export function creditorChanges(events: readonly BookEvent[]): CreditorChange[] {
  return merged(
    meanings(events, {
      AdvanceReceived: ({ groupId, amount }) => [{ groupId, outstanding: amount }],
      DeliveryAccepted: (delivery) => [{ groupId: delivery.groupId, outstanding: -settledBy(delivery) }],
    }),
    ({ coProductionId, groupId }) => keyOf(coProductionId, groupId),
    (earlier, later) => ({ ...earlier, outstanding: earlier.outstanding + later.outstanding }),
  );
}
