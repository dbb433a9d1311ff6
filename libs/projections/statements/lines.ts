import type { DataOf } from '#financing';
import { type BookEvent, meaningOf, type Meanings, settledBy } from '../book-events.js';

/** What an event says on somebody's statement. Amounts are minor units. */
export type StatementLine = {
  readonly coProductionId: string;
  readonly position: bigint;
  /** Its place among the lines of its event, from 0. */
  readonly ordinal: number;
  readonly eventId: string;
  readonly type: string;
} & Line;

type Line = Told & Effects;

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

const noEffect: Effects = {
  pledged: 0,
  received: 0,
  settled: 0,
  delivered: 0,
  advanceOutstanding: 0,
  dueFromGroup: 0,
  paid: 0,
};

/** The lines of a batch, in order. Only what moves money, goods or promises is a line. */
export function statementLines(events: readonly BookEvent[]): StatementLine[] {
  return events.flatMap((each) => {
    const { coProductionId, event, record } = each;
    return (meaningOf(each, lines) ?? []).map((line, ordinal) => ({
      coProductionId,
      position: record.position,
      ordinal,
      eventId: record.id,
      type: event.type,
      ...line,
    }));
  });
}

const lines: Meanings<readonly Line[]> = {
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

function ofParty(partyId: string, date: string, amount: number, effects: Partial<Effects> = {}): Line {
  const told = { audience: 'party', partyId, pledgeId: null, deliveryId: null, date, amount } as const;
  return { ...told, ...noEffect, ...effects };
}

function ofPledge(pledgeId: string, date: string, amount: number, effects: Partial<Effects>): Line {
  const told = { audience: 'holders', partyId: null, pledgeId, deliveryId: null, date, amount } as const;
  return { ...told, ...noEffect, ...effects };
}

/** The group sees the delivery as a whole; a member whose own pledge was settled, that part; the producer, its value. */
function ofDelivery(delivery: DataOf<'DeliveryAccepted'>): Line[] {
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
