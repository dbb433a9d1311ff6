import { Big } from 'big.js';
import { accepted, rejected, type Decision } from '../../decision.js';
import { AMOUNT_MAX, lineValue } from '../../money/index.js';
import { changed } from '../changed.js';
import type { CommandTo, Context } from '../commands.js';
import { refusedDate } from '../dates.js';
import type { CoProductionEvent, DeliveryDispatched } from '../events.js';
import { groupPosition } from '../positions.js';
import type { CoProduction } from '../state.js';
import { brokenPiece, isNothing, repeatedProduct } from './lines.js';

type Dispatch = CommandTo<'DispatchDelivery'>;

/** A producer sends goods to a group, at the prices that are valid now. */
export function dispatchDelivery(
  command: Dispatch,
  state: CoProduction,
  context: Context,
): Decision<CoProductionEvent> {
  const { deliveryId, producerId, groupId, season, lines, dispatchedOn } = command;

  const refusal =
    refusedParties(command, state) ??
    refusedPrices(command, state) ??
    refusedLines(command, state) ??
    refusedDate(dispatchedOn, state, context);
  if (refusal !== undefined) return refusal;

  const broken = brokenPiece(lines, state);
  if (broken !== undefined) return rejected('quantity_not_whole', { productCode: broken });
  return accepted({
    type: 'DeliveryDispatched',
    data: {
      deliveryId,
      producerId,
      groupId,
      season,
      lines: lines.map(({ productCode, quantity }) => ({
        productCode,
        quantity,
        unitPrice: priceOf(productCode, state),
      })),
      dispatchedOn,
    },
  });
}

function refusedParties({ producerId, groupId, season }: Dispatch, state: CoProduction) {
  if (!state.producers.has(producerId)) return rejected('producer_unknown', { producerId });
  if (groupPosition(state, groupId).pledges === 0) return rejected('group_unknown', { groupId });
  if (!state.terms.seasons.some(({ name }) => name === season)) return rejected('season_unknown', { season });
  return undefined;
}

function refusedPrices({ lines }: Dispatch, state: CoProduction) {
  const unknown = lines.find(({ productCode }) => !state.prices.has(productCode));
  if (unknown !== undefined) return rejected('product_unknown', { productCode: unknown.productCode });

  const stale = lines.find(({ productCode, unitPrice }) => {
    const price = priceOf(productCode, state);
    return unitPrice !== price && !new Big(unitPrice).eq(price);
  });
  if (stale === undefined) return undefined;
  const { productCode } = stale;
  return rejected('price_not_current', { productCode, unitPrice: priceOf(productCode, state) });
}

/** A delivery that could never be accepted, or not told from another, is not sent. */
function refusedLines({ lines, deliveryId }: Dispatch, state: CoProduction) {
  if (lines.every(isNothing)) return rejected('nothing_dispatched');
  const repeated = repeatedProduct(lines);
  if (repeated !== undefined) return rejected('product_repeated', { productCode: repeated });
  const { currency } = state.terms;
  const value = lines.reduce((sum, line) => sum + lineValue(line.quantity, line.unitPrice, currency), 0);
  if (value > AMOUNT_MAX) return rejected('amount_too_large', { limit: AMOUNT_MAX });
  if (state.deliveries.has(deliveryId)) return rejected('delivery_known', { deliveryId });
  return undefined;
}

function priceOf(productCode: string, state: CoProduction): string {
  const price = state.prices.get(productCode);
  if (price === undefined) throw new Error(`product ${productCode} has no price`);
  return price;
}

export function deliveryDispatched(state: CoProduction, data: DeliveryDispatched): CoProduction {
  const { deliveryId, producerId, groupId, season, lines, dispatchedOn } = data;
  return changed(state, {
    deliveries: state.deliveries.set(deliveryId, {
      producerId,
      groupId,
      season,
      status: 'dispatched',
      dispatchedOn,
      lines,
    }),
  });
}
