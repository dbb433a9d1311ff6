import { type BookEvent, meanings, settledBy } from '../book-events.js';

/** A delivery as it was dispatched. */
export interface NewDelivery {
  readonly coProductionId: string;
  readonly deliveryId: string;
  readonly position: bigint;
  readonly producerId: string;
  readonly groupId: string;
  readonly season: string;
  readonly status: string;
  readonly dispatchedOn: string;
  /** JSON. */
  readonly lines: string;
}

export function newDeliveries(events: readonly BookEvent[]): NewDelivery[] {
  return meanings(events, {
    DeliveryDispatched: ({ deliveryId, producerId, groupId, season, dispatchedOn, lines }, { position }) => [
      {
        deliveryId,
        position,
        producerId,
        groupId,
        season,
        status: 'dispatched',
        dispatchedOn,
        lines: JSON.stringify(lines),
      },
    ],
  });
}

/** How a delivery ended: minor units; what does not apply is null. */
export interface DeliveryEnd {
  readonly coProductionId: string;
  readonly deliveryId: string;
  readonly status: 'accepted' | 'rejected';
  readonly acceptedOn: string | null;
  /** JSON. */
  readonly acceptedLines: string | null;
  readonly value: number | null;
  readonly settled: number | null;
  readonly advanceRepaid: number | null;
  readonly dueToProducer: number | null;
  readonly dueFromGroup: number | null;
  readonly reasonCode: string | null;
}

const nothingTaken = {
  acceptedOn: null,
  acceptedLines: null,
  value: null,
  settled: null,
  advanceRepaid: null,
  dueToProducer: null,
  dueFromGroup: null,
};

/** The deliveries that end in a batch; each ends once. */
export function deliveryEnds(events: readonly BookEvent[]): DeliveryEnd[] {
  return meanings<Omit<DeliveryEnd, 'coProductionId'>>(events, {
    DeliveryAccepted: (delivery) => [
      {
        deliveryId: delivery.deliveryId,
        status: 'accepted',
        acceptedOn: delivery.acceptedOn,
        acceptedLines: JSON.stringify(delivery.lines),
        value: delivery.value,
        settled: settledBy(delivery),
        advanceRepaid: delivery.advanceRepaid,
        dueToProducer: delivery.dueToProducer,
        dueFromGroup: delivery.dueFromGroup,
        reasonCode: null,
      },
    ],
    DeliveryRejected: ({ deliveryId, reasonCode }) => [
      { ...nothingTaken, deliveryId, status: 'rejected', reasonCode },
    ],
  });
}
