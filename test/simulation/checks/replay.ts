import { type CoProductionEvent, coProductionStream, postingsOf } from '#financing';
import type { RecordedEvent } from '#event-store';
import type { Look } from '../plan/step.js';

/** What the auditor must read of a book, worked out anew from its events: slow, plain and knowing no read model. */
export function replayed(look: Look, events: readonly RecordedEvent[]): object {
  const stream = coProductionStream.of(look.book);
  const own = events
    .filter((event) => event.stream === stream)
    .map(({ type, schemaVersion, data }) => coProductionStream.upcast(type, schemaVersion, data));
  switch (look.about) {
    case 'co-production':
      return { status: statusAfter(own), totals: totalsAfter(own) };
    case 'balances':
      return { items: balancesAfter(own) };
    case 'pledges':
      return { items: pledgesAfter(own) };
    case 'deliveries':
      return { items: deliveriesAfter(own) };
  }
}

const statuses: { readonly [type in CoProductionEvent['type']]?: string } = {
  CoProductionProposed: 'proposed',
  PledgingOpened: 'open',
  CoProductionConfirmed: 'confirmed',
  CoProductionAbandoned: 'abandoned',
  CoProductionClosed: 'closed',
};

const statusAfter = (events: readonly CoProductionEvent[]): string | undefined =>
  events.map(({ type }) => statuses[type]).findLast((status) => status !== undefined);

function balancesAfter(events: readonly CoProductionEvent[]): { account: string; balance: number }[] {
  const balances = new Map<string, number>();
  for (const { account, amount } of events.flatMap((event) => postingsOf(event)))
    balances.set(account, (balances.get(account) ?? 0) + amount);
  return [...balances]
    .map(([account, balance]) => ({ account, balance }))
    .sort((one, other) => (one.account < other.account ? -1 : 1));
}

interface Pledge {
  pledgeId: string;
  by: string;
  through: string;
  instrument: string;
  amount: number;
  received: number;
  settled: number;
  outstanding: number;
  status: string;
  reference: string;
  pledgedOn: string;
}

function pledgesAfter(events: readonly CoProductionEvent[]): Pledge[] {
  const pledges = new Map<string, Pledge>();
  const change = (id: string, to: (pledge: Pledge) => void): void => to(pledges.get(id)!);
  for (const event of events) {
    if (event.type === 'PledgeMade') {
      const none = { received: 0, settled: 0, outstanding: 0, status: 'open' };
      pledges.set(event.data.pledgeId, { ...event.data, ...none });
    } else if (event.type === 'PledgeWithdrawn') {
      change(event.data.pledgeId, (pledge) => (pledge.status = 'withdrawn'));
    } else if (event.type === 'PledgesReleased') {
      for (const { pledgeId } of event.data.pledges)
        change(pledgeId, (pledge) => (pledge.status = 'released'));
    } else if (event.type === 'AdvanceReceived' || event.type === 'DonationReceived') {
      change(event.data.pledgeId, (pledge) => (pledge.received += event.data.amount));
    } else if (event.type === 'DeliveryAccepted') {
      for (const { pledgeId, amount } of event.data.settlements)
        change(pledgeId, (pledge) => (pledge.settled += amount));
    }
  }
  for (const pledge of pledges.values())
    pledge.outstanding = pledge.instrument === 'advance' ? pledge.received - pledge.settled : 0;
  return [...pledges.values()];
}

/** Of each delivery what it is and what came of it; its lines are compared row by row elsewhere. */
function deliveriesAfter(events: readonly CoProductionEvent[]): object[] {
  const outcomes = new Map<string, object>();
  for (const event of events) {
    if (event.type === 'DeliveryAccepted') {
      const { deliveryId, value, advanceRepaid, dueToProducer, dueFromGroup, acceptedOn } = event.data;
      outcomes.set(deliveryId, {
        status: 'accepted',
        value,
        advanceRepaid,
        dueToProducer,
        dueFromGroup,
        acceptedOn,
      });
    } else if (event.type === 'DeliveryRejected') {
      outcomes.set(event.data.deliveryId, { status: 'rejected', reasonCode: event.data.reasonCode });
    }
  }
  return events.flatMap((event) => {
    if (event.type !== 'DeliveryDispatched') return [];
    const { deliveryId, producerId, groupId, season, dispatchedOn } = event.data;
    const outcome = outcomes.get(deliveryId) ?? { status: 'dispatched' };
    return [{ deliveryId, producerId, groupId, season, dispatchedOn, ...outcome }];
  });
}

function totalsAfter(events: readonly CoProductionEvent[]): object {
  const pledges = pledgesAfter(events);
  const open = pledges.filter(({ status }) => status === 'open');
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const promised = (instrument: string): number =>
    sum(open.filter((pledge) => pledge.instrument === instrument).map(({ amount }) => amount));
  const accepted = events.flatMap((event) => (event.type === 'DeliveryAccepted' ? [event.data] : []));
  return {
    pledged: promised('advance') + promised('donation'),
    pledgedAdvance: promised('advance'),
    pledgedDonation: promised('donation'),
    received: sum(pledges.map(({ received }) => received)),
    disbursed: sum(events.flatMap((event) => (event.type === 'TrancheDisbursed' ? [event.data.amount] : []))),
    delivered: sum(accepted.map(({ value }) => value)),
    settled: sum(pledges.map(({ settled }) => settled)),
    advanceOutstanding: sum(pledges.map(({ outstanding }) => outstanding)),
    deliveriesAccepted: accepted.length,
    deliveriesRejected: events.filter(({ type }) => type === 'DeliveryRejected').length,
  };
}
