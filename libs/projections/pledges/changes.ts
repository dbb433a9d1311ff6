import type { PledgeMade } from '#financing';
import { type BookEvent, type Meanings, meanings } from '../book-events.js';
import { keyOf, merged } from '../merged.js';

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
  readonly received: number;
  readonly settled: number;
  readonly status: 'withdrawn' | 'released' | null;
}

const nothing = { received: 0, settled: 0, status: null };

const ofPledges: Meanings<readonly Omit<PledgeChange, 'coProductionId'>[]> = {
  AdvanceReceived: ({ pledgeId, amount }) => [{ ...nothing, pledgeId, received: amount }],
  DonationReceived: ({ pledgeId, amount }) => [{ ...nothing, pledgeId, received: amount }],
  DeliveryAccepted: ({ settlements }) =>
    settlements.map(({ pledgeId, amount }) => ({ ...nothing, pledgeId, settled: amount })),
  PledgeWithdrawn: ({ pledgeId }) => [{ ...nothing, pledgeId, status: 'withdrawn' }],
  PledgesReleased: ({ pledges }) =>
    pledges.map(({ pledgeId }) => ({ ...nothing, pledgeId, status: 'released' })),
};

/** One change a pledge. */
export function pledgeChanges(events: readonly BookEvent[]): PledgeChange[] {
  return merged(
    meanings(events, ofPledges),
    ({ coProductionId, pledgeId }) => keyOf(coProductionId, pledgeId),
    (earlier, later) => ({
      ...earlier,
      received: earlier.received + later.received,
      settled: earlier.settled + later.settled,
      status: later.status ?? earlier.status,
    }),
  );
}
