import type { DataOf } from '#financing';
import type { PledgeKey } from '../known-pledges.js';
import { type BookEvent, meaningOf, type Meanings, settledBy } from '../book-events.js';

/** What an event says on somebody's statement. Amounts are minor units. */
export type StatementLine = {
  readonly coProductionId: string;
  readonly position: bigint;
  /** Its place among the lines of its event, from 0. */
  readonly ordinal: number;
  readonly eventId: string;
  readonly type: string;
} & Told &
  Effects;

/** What is told to whom. */
type Told = {
  /**
   * On whose statement: of the named party; of both holders of the pledge, who promised it and through whom it runs,
   * once where they are the same; or only of who promised it, where that is somebody else than through whom it runs.
   */
  readonly audience: 'party' | 'holders' | 'pledgor';
  readonly partyId: string | null;
  readonly pledgeId: string | null;
  readonly deliveryId: string | null;
  readonly date: string;
  readonly amount: number;
};

/** How the line changes where the party stands. */
type Effects = {
  /** Of advances or donations, whichever the pledge is. */
  readonly pledged: number;
  readonly received: number;
  readonly settled: number;
  readonly delivered: number;
  readonly advanceOutstanding: number;
  readonly dueFromGroup: number;
  readonly paid: number;
};

/** What the table below says of a line: whom it is told, and what it changes; what it does not name stays. */
type Saying = Told & { readonly effects: Partial<Effects> };

/** The lines of a batch, in order. Only what moves money, goods or promises is a line. */
export function statementLines(events: readonly BookEvent[]): StatementLine[] {
  const found: StatementLine[] = [];
  for (const each of events) {
    const said = meaningOf(each, lines);
    if (said !== undefined)
      for (const [ordinal, saying] of said.entries()) found.push(lineOf(each, ordinal, saying));
  }
  return found;
}

/** Property by property, because of every event there are lines, and copying unlike objects is slow. */
function lineOf({ id: coProductionId, record }: BookEvent, ordinal: number, said: Saying): StatementLine {
  const { audience, partyId, pledgeId, deliveryId, date, amount, effects } = said;
  return {
    coProductionId,
    position: record.position,
    ordinal,
    eventId: record.id,
    type: record.type,
    audience,
    partyId,
    pledgeId,
    deliveryId,
    date,
    amount,
    pledged: effects.pledged ?? 0,
    received: effects.received ?? 0,
    settled: effects.settled ?? 0,
    delivered: effects.delivered ?? 0,
    advanceOutstanding: effects.advanceOutstanding ?? 0,
    dueFromGroup: effects.dueFromGroup ?? 0,
    paid: effects.paid ?? 0,
  };
}

/** The pledges whose holders have to be known to tell the lines. */
export function pledgesToldOf(lines: readonly StatementLine[]): PledgeKey[] {
  return lines.flatMap(({ coProductionId, pledgeId }) =>
    pledgeId === null ? [] : [{ coProductionId, pledgeId }],
  );
}

const lines: Meanings<readonly Saying[]> = {
  PledgeMade: ({ pledgeId, amount, pledgedOn }) => [
    ofPledge(pledgeId, pledgedOn, amount, { pledged: amount }),
  ],
  PledgeWithdrawn: ({ pledgeId, amount, withdrawnOn }) => [
    ofPledge(pledgeId, withdrawnOn, amount, { pledged: -amount }),
  ],
  // A release has no date of its own: it is of the day on which it was written down.
  PledgesReleased: ({ pledges }, { recordedAt }) =>
    pledges.map(({ pledgeId, amount }) =>
      ofPledge(pledgeId, recordedAt.slice(0, 10), amount, { pledged: -amount }),
    ),
  AdvanceReceived: ({ pledgeId, amount, receivedOn }) => [
    ofPledge(pledgeId, receivedOn, amount, { received: amount, advanceOutstanding: amount }),
  ],
  DonationReceived: ({ pledgeId, amount, receivedOn }) => [
    ofPledge(pledgeId, receivedOn, amount, { received: amount }),
  ],
  DeliveryAccepted: (delivery) => ofDelivery(delivery),
  GroupPaymentReceived: ({ groupId, amount, receivedOn }) => [
    ofParty(groupId, receivedOn, amount, { paid: amount, dueFromGroup: -amount }),
  ],
  TrancheDisbursed: ({ producerId, amount, paidOn }) => [ofParty(producerId, paidOn, amount)],
  ProducerPaid: ({ producerId, amount, paidOn }) => [ofParty(producerId, paidOn, amount)],
};

const noEffects: Partial<Effects> = {};

function ofParty(
  partyId: string,
  date: string,
  amount: number,
  effects: Partial<Effects> = noEffects,
): Saying {
  return { audience: 'party', partyId, pledgeId: null, deliveryId: null, date, amount, effects };
}

function ofPledge(pledgeId: string, date: string, amount: number, effects: Partial<Effects>): Saying {
  return { audience: 'holders', partyId: null, pledgeId, deliveryId: null, date, amount, effects };
}

/** The group sees the delivery as a whole; a member whose own pledge was settled, that part; the producer, its value. */
function ofDelivery(delivery: DataOf<'DeliveryAccepted'>): Saying[] {
  const { deliveryId, acceptedOn, value, settlements, producerId, groupId, dueFromGroup } = delivery;
  const settled = settledBy(delivery);
  const whole = { delivered: value, settled, advanceOutstanding: -settled, dueFromGroup };
  return [
    { ...ofParty(groupId, acceptedOn, value, whole), deliveryId },
    ...settlements.map(({ pledgeId, amount }) => {
      const part = { settled: amount, advanceOutstanding: -amount };
      return { ...ofPledge(pledgeId, acceptedOn, amount, part), audience: 'pledgor' as const, deliveryId };
    }),
    { ...ofParty(producerId, acceptedOn, value), deliveryId },
  ];
}
