import { Big } from 'big.js';
import {
  accepted,
  AMOUNT_MAX,
  canonicalSizeBytes,
  EVENT_DATA_BYTES_MAX,
  input,
  lineValue,
  refusal,
  rejected,
} from '#decision';
import { coProductionCommand, dayRefusals, refusals, refusedDate } from '../declare.js';
import { type DeliveryAccepted, deliveryAccepted } from '../events/delivery-accepted.js';
import {
  type AcceptedLine,
  brokenPiece,
  type DispatchedLine,
  isNothing,
  openDelivery,
  repeatedProduct,
} from '../goods.js';
import { groupPosition, producerPosition } from '../positions.js';
import { settle, type Settlement } from '../settlement.js';
import type { CoProduction, Delivery } from '../state.js';

const asked = {
  /** What was taken, by product; absent: all that was dispatched. A product that is not listed was not taken. */
  lines: input.optional(
    input.listOf(
      'TakenLine',
      {
        productCode: input.code('A product of the delivery.', 'TAR10'),
        quantity: input.quantity('How much was taken.', '7', { zero: true }),
      },
      {
        min: 1,
        max: 200,
        description:
          'What was taken; a product that is not listed was not. All of it where this is left out.',
      },
    ),
  ),
  acceptedOn: input.date('When it was taken.', '2020-12-21'),
};

export interface AcceptDelivery extends input.InputOf<typeof asked> {
  readonly type: 'AcceptDelivery';
  readonly deliveryId: string;
}

/** A group takes a delivery, all of it or a part, and what it takes pays back its advances. */
export const acceptDelivery = coProductionCommand<AcceptDelivery>()({
  type: 'AcceptDelivery',
  input: asked,
  about: 'deliveryId',
  statuses: ['confirmed'],
  refuses: {
    delivery_unknown: refusals.delivery_unknown,
    delivery_closed: refusals.delivery_closed,
    quantity_exceeds_dispatched: refusal.rule('More is taken than was sent.'),
    nothing_accepted: refusal.rule('Nothing is taken; reject the delivery instead.'),
    too_many_settlements: refusal.rule('It would settle too many pledges at once; deliver in parts.'),
    product_repeated: refusals.product_repeated,
    amount_too_large: refusals.amount_too_large,
    ...dayRefusals,
    date_before_dispatch: refusal.rule('The day lies before the goods were sent.'),
    quantity_not_whole: refusals.quantity_not_whole,
  },
  makes: {
    DeliveryAccepted: ({ deliveryId, lines, acceptedOn }: DeliveryAccepted) => ({
      deliveryId,
      lines,
      acceptedOn,
    }),
  },
  decide(command, state, context) {
    const { deliveryId, acceptedOn } = command;
    const open = openDelivery(state, deliveryId);
    if ('rejection' in open) return open;
    const { delivery } = open;

    const taken = command.lines ?? delivery.lines;
    const excess = taken.find((line) => new Big(line.quantity).gt(dispatchedQuantity(delivery, line)));
    if (excess !== undefined) {
      const { productCode } = excess;
      const dispatched = dispatchedQuantity(delivery, excess);
      return rejected('quantity_exceeds_dispatched', { productCode, dispatched });
    }

    if (taken.every(isNothing)) return rejected('nothing_accepted');

    const lines = acceptedLines(delivery.lines, taken, state.terms.currency);
    const value = lines.reduce((sum, line) => sum + line.value, 0);
    const settlements = settle(value, groupPosition(state, delivery.groupId), state);
    if (settlements === undefined) return rejected('too_many_settlements');
    const data = booked(command, delivery, lines, settlements, state);
    if (canonicalSizeBytes(data) > EVENT_DATA_BYTES_MAX) return rejected('too_many_settlements');

    return (
      refusedTaking(taken, value, state) ??
      refusedDate(acceptedOn, state, context) ??
      refusedOrder(acceptedOn, delivery) ??
      refusedPieces(taken, state) ??
      accepted(deliveryAccepted.of(data))
    );
  },
});

type TakenLine = { readonly productCode: string; readonly quantity: string };

const dispatchedQuantity = (delivery: Delivery, { productCode }: TakenLine): string =>
  delivery.lines.find((line) => line.productCode === productCode)?.quantity ?? '0';

/** What was taken, in the order in which it was dispatched. A product of which nothing was taken has no line. */
function acceptedLines(
  dispatched: readonly DispatchedLine[],
  taken: readonly TakenLine[],
  currency: string,
): AcceptedLine[] {
  const quantities = new Map(taken.map(({ productCode, quantity }) => [productCode, quantity]));
  return dispatched
    .map((line) => ({ ...line, quantity: quantities.get(line.productCode) ?? '0' }))
    .filter((line) => !isNothing(line))
    .map((line) => ({ ...line, value: lineValue(line.quantity, line.unitPrice, currency) }));
}

/**
 * What an acceptance does to the books. The value first pays back the producer's own advance, up
 * to what was settled: that part is nobody's debt any more. The rest of the value is due to the
 * producer, and what was not settled is due from the group.
 */
function booked(
  command: AcceptDelivery,
  { producerId, groupId, season }: Delivery,
  lines: readonly AcceptedLine[],
  settlements: readonly Settlement[],
  state: CoProduction,
): DeliveryAccepted {
  const value = lines.reduce((sum, line) => sum + line.value, 0);
  const settled = settlements.reduce((sum, { amount }) => sum + amount, 0);
  const advanceRepaid = Math.min(settled, producerPosition(state, producerId).advances);
  return {
    deliveryId: command.deliveryId,
    producerId,
    groupId,
    season,
    lines,
    value,
    settlements,
    advanceRepaid,
    dueToProducer: value - advanceRepaid,
    dueFromGroup: value - settled,
    acceptedOn: command.acceptedOn,
  };
}

function refusedTaking(taken: readonly TakenLine[], value: number, state: CoProduction) {
  const repeated = repeatedProduct(taken);
  if (repeated !== undefined) return rejected('product_repeated', { productCode: repeated });
  if (state.delivered + value > AMOUNT_MAX) return rejected('amount_too_large', { limit: AMOUNT_MAX });
  return undefined;
}

const refusedOrder = (acceptedOn: string, { dispatchedOn }: Delivery) =>
  acceptedOn < dispatchedOn ? rejected('date_before_dispatch', { dispatchedOn }) : undefined;

function refusedPieces(taken: readonly TakenLine[], state: CoProduction) {
  const broken = brokenPiece(taken, state);
  return broken === undefined ? undefined : rejected('quantity_not_whole', { productCode: broken });
}
