import { type BookEvent, meaningOf, type Meanings, settledBy } from '../book-events.js';
import { addTo, PerBook } from '../per-book.js';

/** What a batch does to one producer of a book: minor units. */
export interface ProducerChange {
  readonly coProductionId: string;
  readonly producerId: string;
  readonly amounts: ProducerAmounts;
}

export type ProducerAmounts = {
  disbursedFromDonations: number;
  disbursedFromAdvances: number;
  delivered: number;
  settled: number;
  repaidInGoods: number;
  due: number;
};

const ofProducers: Meanings<readonly [producerId: string, amounts: Partial<ProducerAmounts>]> = {
  TrancheDisbursed: ({ producerId, fromDonations, fromAdvances }) => [
    producerId,
    { disbursedFromDonations: fromDonations, disbursedFromAdvances: fromAdvances },
  ],
  DeliveryAccepted: (delivery) => [
    delivery.producerId,
    {
      delivered: delivery.value,
      settled: settledBy(delivery),
      repaidInGoods: delivery.advanceRepaid,
      due: delivery.dueToProducer,
    },
  ],
  ProducerPaid: ({ producerId, amount }) => [producerId, { due: -amount }],
};

/** One change a book and producer. */
export function producerChanges(events: readonly BookEvent[]): ProducerChange[] {
  const changes = new PerBook(nothingYet);
  for (const each of events) {
    const [producerId, amounts] = meaningOf(each, ofProducers) ?? [];
    if (producerId === undefined || amounts === undefined) continue;
    addTo(changes.at(each.id, producerId).amounts, amounts);
  }
  return changes.all();
}

const nothingYet = (coProductionId: string, producerId: string): ProducerChange => ({
  coProductionId,
  producerId,
  amounts: {
    disbursedFromDonations: 0,
    disbursedFromAdvances: 0,
    delivered: 0,
    settled: 0,
    repaidInGoods: 0,
    due: 0,
  },
});

/** The value that a batch delivers, one change a book, producer and season: minor units. */
export interface SeasonChange {
  readonly coProductionId: string;
  readonly producerId: string;
  readonly season: string;
  delivered: number;
}

export function seasonChanges(events: readonly BookEvent[]): SeasonChange[] {
  const changes = new PerBook<SeasonChange[]>(() => []);
  for (const { id: coProductionId, event } of events) {
    if (event.type !== 'DeliveryAccepted') continue;
    const { producerId, season, value } = event.data;
    const ofProducer = changes.at(coProductionId, producerId);
    const change = ofProducer.find((one) => one.season === season);
    if (change === undefined) ofProducer.push({ coProductionId, producerId, season, delivered: value });
    else change.delivered += value;
  }
  return changes.all().flat();
}

/** What a batch promises and brings, one change a book: minor units. */
export interface TotalChange {
  readonly coProductionId: string;
  pledged: number;
  received: number;
}

const ofTotals: Meanings<{ readonly pledged?: number; readonly received?: number }> = {
  PledgeMade: ({ amount }) => ({ pledged: amount }),
  PledgeWithdrawn: ({ amount }) => ({ pledged: -amount }),
  PledgesReleased: ({ pledges }) => ({ pledged: -pledges.reduce((sum, { amount }) => sum + amount, 0) }),
  AdvanceReceived: ({ amount }) => ({ received: amount }),
  DonationReceived: ({ amount }) => ({ received: amount }),
};

export function totalChanges(events: readonly BookEvent[]): TotalChange[] {
  const changes = new PerBook((coProductionId): TotalChange => ({ coProductionId, pledged: 0, received: 0 }));
  for (const each of events) {
    const meaning = meaningOf(each, ofTotals);
    if (meaning !== undefined) addTo(changes.at(each.id, ''), meaning);
  }
  return changes.all();
}

/** What a batch does to the advances of one group that are still to come back in goods: minor units. */
export interface CreditorChange {
  readonly coProductionId: string;
  readonly groupId: string;
  outstanding: number;
}

export function creditorChanges(events: readonly BookEvent[]): CreditorChange[] {
  const changes = new PerBook((coProductionId, groupId): CreditorChange => ({
    coProductionId,
    groupId,
    outstanding: 0,
  }));
  for (const { id: coProductionId, event } of events) {
    if (event.type === 'AdvanceReceived')
      changes.at(coProductionId, event.data.groupId).outstanding += event.data.amount;
    else if (event.type === 'DeliveryAccepted')
      changes.at(coProductionId, event.data.groupId).outstanding -= settledBy(event.data);
  }
  return changes.all();
}
