import { Big } from 'big.js';
import { accepted, rejected, type Decision } from '../../decision.js';
import { AMOUNT_MAX, lineValue } from '../../money/index.js';
import type { CommandTo, Context } from '../commands.js';
import { refusedDate } from '../dates.js';
import type {
  AcceptedLine,
  CoProductionEvent,
  DeliveryAccepted,
  DispatchedLine,
  Settlement,
} from '../events.js';
import { canonicalSizeBytes, EVENT_DATA_BYTES_MAX } from '../limits.js';
import { groupPosition, producerPosition } from '../positions.js';
import type { CoProduction, Delivery } from '../state.js';
import { brokenPiece, isNothing, repeatedProduct } from './lines.js';
import { settle } from './settlement.js';

type TakenLine = { readonly productCode: string; readonly quantity: string };

/** A group takes a delivery, all of it or a part, and what it takes pays back its advances. */
export function acceptDelivery(
  command: CommandTo<'AcceptDelivery'>,
  state: CoProduction,
  context: Context,
): Decision<CoProductionEvent> {
  const { deliveryId, acceptedOn } = command;
  const delivery = state.deliveries.get(deliveryId);
  if (delivery === undefined) return rejected('delivery_unknown', { deliveryId });
  if (delivery.status !== 'dispatched') return rejected('delivery_closed', { status: delivery.status });

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
    accepted({ type: 'DeliveryAccepted', data })
  );
}

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
 * What an acceptance does to the books. The value first pays back the producer's own advance, up to what was settled:
 * that part is nobody's debt any more. The rest of the value is due to the producer, and what was not settled is due
 * from the group.
 */
function booked(
  command: CommandTo<'AcceptDelivery'>,
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

function refusedOrder(acceptedOn: string, { dispatchedOn }: Delivery) {
  return acceptedOn < dispatchedOn ? rejected('date_before_dispatch', { dispatchedOn }) : undefined;
}

function refusedPieces(taken: readonly TakenLine[], state: CoProduction) {
  const broken = brokenPiece(taken, state);
  return broken === undefined ? undefined : rejected('quantity_not_whole', { productCode: broken });
}
