import { balanced, credit, debit } from '#accounting';
import type { Posting } from '#decision';
import { accounts } from './accounts.js';
import type { CoProductionEvent, DataOf } from './catalogue.js';
import type { Receipt } from './receipts.js';

type Bookings = {
  readonly [Type in CoProductionEvent['type']]: (data: DataOf<Type>) => readonly Posting[];
};

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
 * What an event writes into the book, worked out from the event alone: minor units, debit positive,
 * the sum zero. Empty for an event that moves neither money nor goods nor promises. Throws where
 * the event's own amounts do not add up.
 */
export function postingsOf(event: CoProductionEvent): readonly Posting[] {
  const book = bookings[event.type] as (data: CoProductionEvent['data']) => readonly Posting[];
  return balanced(event.type, book(event.data));
}
