import type { PledgeMade } from '#financing';
import { type BookEvent, meaningOf, type Meanings, meanings } from '../book-events.js';
import { PerBook } from '../per-book.js';

/** A pledge as it was made. */
export type NewPledge = Omit<PledgeMade, 'by'> & {
  readonly coProductionId: string;
  readonly position: bigint;
  readonly pledgedBy: string;
};

export function newPledges(events: readonly BookEvent[]): NewPledge[] {
  return meanings(events, {
    PledgeMade: ({ by, ...pledge }, { position }) => [{ position, pledgedBy: by, ...pledge }],
  });
}

/** What a batch does to one pledge: minor units; the status null where it stays. */
export interface PledgeChange {
  readonly coProductionId: string;
  readonly pledgeId: string;
  received: number;
  settled: number;
  status: 'withdrawn' | 'released' | null;
}

type Told = Pick<PledgeChange, 'pledgeId'> & Partial<PledgeChange>;

const ofPledges: Meanings<readonly Told[]> = {
  AdvanceReceived: ({ pledgeId, amount }) => [{ pledgeId, received: amount }],
  DonationReceived: ({ pledgeId, amount }) => [{ pledgeId, received: amount }],
  DeliveryAccepted: ({ settlements }) =>
    settlements.map(({ pledgeId, amount }) => ({ pledgeId, settled: amount })),
  PledgeWithdrawn: ({ pledgeId }) => [{ pledgeId, status: 'withdrawn' }],
  PledgesReleased: ({ pledges }) => pledges.map(({ pledgeId }) => ({ pledgeId, status: 'released' })),
};

/** One change a pledge. */
export function pledgeChanges(events: readonly BookEvent[]): PledgeChange[] {
  const changes = new PerBook(unchanged);
  for (const each of events) {
    for (const { pledgeId, received = 0, settled = 0, status = null } of meaningOf(each, ofPledges) ?? []) {
      const change = changes.at(each.id, pledgeId);
      change.received += received;
      change.settled += settled;
      change.status = status ?? change.status;
    }
  }
  return changes.all();
}

const unchanged = (coProductionId: string, pledgeId: string): PledgeChange => ({
  coProductionId,
  pledgeId,
  received: 0,
  settled: 0,
  status: null,
});
