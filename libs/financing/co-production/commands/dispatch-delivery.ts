import { Big } from 'big.js';
import { accepted, AMOUNT_MAX, input, lineValue, refusal, rejected } from '#decision';
import { examples } from '../../examples.js';
import { coProductionCommand, dayRefusals, refusals, refusedDate } from '../declare.js';
import { type DeliveryDispatched, deliveryDispatched } from '../events/delivery-dispatched.js';
import { brokenPiece, isNothing, repeatedProduct } from '../goods.js';
import { groupPosition } from '../positions.js';
import type { CoProduction } from '../state.js';

const asked = {
  producerId: input.id('Who sends it.', examples.producerId),
  groupId: input.id('The group that gets it.', examples.groupId),
  season: input.text(40, 'A season of the terms.', examples.season),
  lines: input.listOf(
    'DispatchedLine',
    {
      productCode: input.code('A product of the terms.', 'TAR10'),
      quantity: input.quantity('How much was sent.', '8'),
      unitPrice: input.unitPrice('Major units for one: the price that is valid now.', '15.50'),
    },
    { min: 1, max: 200, description: 'What is in it.' },
  ),
  dispatchedOn: input.date('When it was sent.', '2020-12-18'),
};

export interface DispatchDelivery extends input.InputOf<typeof asked> {
  readonly type: 'DispatchDelivery';
  readonly deliveryId: string;
}

/** A producer sends goods to a group, at the prices that are valid now. */
export const dispatchDelivery = coProductionCommand<DispatchDelivery>()({
  type: 'DispatchDelivery',
  input: asked,
  about: 'deliveryId',
  creates: 'delivery',
  statuses: ['confirmed'],
  refuses: {
    producer_unknown: refusals.producer_unknown,
    group_unknown: refusal.rule('The group has no pledge in this book.'),
    season_unknown: refusals.season_unknown,
    product_unknown: refusals.product_unknown,
    price_not_current: refusal.state('The price is not the one that is valid now.'),
    nothing_dispatched: refusal.rule('A delivery must hold something.'),
    product_repeated: refusals.product_repeated,
    amount_too_large: refusals.amount_too_large,
    delivery_known: refusal.state('There is a delivery with this id already.'),
    ...dayRefusals,
    quantity_not_whole: refusals.quantity_not_whole,
  },
  makes: { DeliveryDispatched: (delivery: DeliveryDispatched) => delivery },
  decide(command, state, context) {
    const { deliveryId, producerId, groupId, season, lines, dispatchedOn } = command;

    const refusal =
      refusedParties(command, state) ??
      refusedPrices(command, state) ??
      refusedLines(command, state) ??
      refusedDate(dispatchedOn, state, context);
    if (refusal !== undefined) return refusal;

    const broken = brokenPiece(lines, state);
    if (broken !== undefined) return rejected('quantity_not_whole', { productCode: broken });
    return accepted(
      deliveryDispatched.of({
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
      }),
    );
  },
});

function refusedParties({ producerId, groupId, season }: DispatchDelivery, state: CoProduction) {
  if (!state.producers.has(producerId)) return rejected('producer_unknown', { producerId });
  if (groupPosition(state, groupId).pledges === 0) return rejected('group_unknown', { groupId });
  if (!state.terms.seasons.some(({ name }) => name === season)) return rejected('season_unknown', { season });
  return undefined;
}

function refusedPrices({ lines }: DispatchDelivery, state: CoProduction) {
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
function refusedLines({ lines, deliveryId }: DispatchDelivery, state: CoProduction) {
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
