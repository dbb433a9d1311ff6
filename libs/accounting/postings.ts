import type { CoProductionEvent, Receipt } from '#financing';
import { accounts } from './accounts.js';

/** One line of a book. */
export interface Posting {
  readonly account: string;
  /** Minor units of the co-production's currency; debit positive, credit negative, never zero. */
  readonly amount: number;
}

type Bookings = {
  readonly [Type in CoProductionEvent['type']]: (
    data: Extract<CoProductionEvent, { type: Type }>['data'],
  ) => readonly Posting[];
};

const debit = (account: string, amount: number): Posting => ({ account, amount });
const credit = (account: string, amount: number): Posting => ({ account, amount: -amount });
const nothing = (): readonly Posting[] => [];

/** A promise is booked when it is made, and unbooked when it is paid, withdrawn or released. */
const promised = (pledgeId: string, amount: number): readonly Posting[] => [
  debit(accounts.pledged(pledgeId), amount),
  credit(accounts.pledgors, amount),
];
const noLongerPromised = (pledgeId: string, amount: number): readonly Posting[] => [
  debit(accounts.pledgors, amount),
  credit(accounts.pledged(pledgeId), amount),
];

const received = (receipt: Receipt, from: string): readonly Posting[] => [
  debit(accounts.bank, receipt.amount),
  credit(from, receipt.amount),
  ...noLongerPromised(receipt.pledgeId, receipt.amount),
];

/** The postings column of the domain's command table, a row an event. */
const bookings: Bookings = {
  CoProductionProposed: nothing,
  PricesRevised: nothing,
  PledgingOpened: nothing,
  PledgeMade: (pledge) => promised(pledge.pledgeId, pledge.amount),
  PledgeWithdrawn: (pledge) => noLongerPromised(pledge.pledgeId, pledge.amount),
  CoProductionConfirmed: nothing,
  PledgesReleased: ({ pledges }) =>
    pledges.flatMap((pledge) => noLongerPromised(pledge.pledgeId, pledge.amount)),
  CoProductionAbandoned: nothing,
  AdvanceReceived: (receipt) => received(receipt, accounts.advance(receipt.groupId, receipt.pledgeId)),
  DonationReceived: (receipt) => received(receipt, accounts.donations(receipt.groupId)),
  TrancheDisbursed: (tranche) => [
    debit(accounts.grants(tranche.producerId), tranche.fromDonations),
    debit(accounts.producerAdvance(tranche.producerId), tranche.fromAdvances),
    credit(accounts.bank, tranche.amount),
  ],
  ForecastRevised: nothing,
  DeliveryDispatched: nothing,
  DeliveryAccepted: (delivery) => [
    ...delivery.settlements.map(({ pledgeId, amount }) =>
      debit(accounts.advance(delivery.groupId, pledgeId), amount),
    ),
    debit(accounts.group(delivery.groupId), delivery.dueFromGroup),
    credit(accounts.producerAdvance(delivery.producerId), delivery.advanceRepaid),
    credit(accounts.producer(delivery.producerId), delivery.dueToProducer),
  ],
  DeliveryRejected: nothing,
  GroupPaymentReceived: (payment) => [
    debit(accounts.bank, payment.amount),
    credit(accounts.group(payment.groupId), payment.amount),
  ],
  ProducerPaid: (payment) => [
    debit(accounts.producer(payment.producerId), payment.amount),
    credit(accounts.bank, payment.amount),
  ],
  CoProductionClosed: nothing,
};

/**
 * What an event writes into the book, worked out from the event alone: minor units, debit positive, the sum zero.
 * Empty for an event that moves neither money nor goods nor promises. Throws where the event's own amounts do not
 * add up: it was not decided by the rules, and a book that took it in would never balance again.
 */
export function postingsOf(event: CoProductionEvent): readonly Posting[] {
  const book = bookings[event.type] as (data: CoProductionEvent['data']) => readonly Posting[];
  const postings = book(event.data).filter(({ amount }) => amount !== 0);
  const sum = postings.reduce((total, { amount }) => total + amount, 0);
  if (sum !== 0) throw new Error(`the postings of a ${event.type} sum to ${sum}, not to zero`);
  return postings;
}
