import type { CoProductionEvent } from '../co-production/events.js';
import type { CoProduction } from '../co-production/state.js';
import type { Actor } from './actor.js';
import { type BookView, mayReadLinesOf } from './book-view.js';

/**
 * Whether an event of the book concerns somebody with this view, who then may have all of it, and the proof that it happened. It does where
 * it names a party of theirs or a pledge of such a party, and where it is about the co-production as a whole. An event
 * cannot be cut: who accepts a delivery, or is released from a pledge together with others, sees the amounts of their
 * pledges, under ids that name nobody.
 */
export function mayReadEvent(view: BookView, book: CoProduction, event: CoProductionEvent): boolean {
  const parties = partiesOf(book, event);
  return parties === 'everybody' || view.whole || parties.some((partyId) => mayReadLinesOf(view, partyId));
}

/** All of the log, of every book, is for auditors of those parties that whoever runs the server has named for it. */
export function mayReadLog(readers: readonly string[], actor: Actor): boolean {
  return readers.some((partyId) => actor.holds(partyId, 'auditor'));
}

function partiesOf(book: CoProduction, { type, data }: CoProductionEvent): 'everybody' | readonly string[] {
  const holdersOf = (pledges: readonly { readonly pledgeId: string }[]): string[] =>
    pledges.flatMap(({ pledgeId }) => {
      const pledge = book.pledges.get(pledgeId);
      return pledge === undefined ? [] : [pledge.by, pledge.through];
    });
  switch (type) {
    case 'CoProductionProposed':
    case 'PricesRevised':
    case 'PledgingOpened':
    case 'CoProductionConfirmed':
    case 'CoProductionAbandoned':
    case 'ForecastRevised':
    case 'CoProductionClosed':
      return 'everybody';
    case 'PledgeMade':
      return [data.by, data.through];
    case 'PledgeWithdrawn':
    case 'AdvanceReceived':
    case 'DonationReceived':
      return holdersOf([data]);
    case 'PledgesReleased':
      return holdersOf(data.pledges);
    case 'TrancheDisbursed':
    case 'ProducerPaid':
      return [data.producerId];
    case 'DeliveryDispatched':
    case 'DeliveryRejected':
      return [data.producerId, data.groupId];
    case 'DeliveryAccepted':
      return [data.producerId, data.groupId, ...holdersOf(data.settlements)];
    case 'GroupPaymentReceived':
      return [data.groupId];
  }
}
