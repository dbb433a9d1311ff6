import { Big } from 'big.js';
import { type Of, rejected, shape } from '#decision';
import type { CoProduction, Delivery } from './state.js';

const line = { productCode: shape.label, quantity: shape.decimal, unitPrice: shape.decimal };

export const dispatchedLine = shape.record(line);
export type DispatchedLine = Of<typeof dispatchedLine>;

/** `value` is quantity × unit price rounded half-even to minor units. */
export const acceptedLine = shape.record({ ...line, value: shape.amount });
export type AcceptedLine = Of<typeof acceptedLine>;

type Line = { readonly productCode: string; readonly quantity: string };

/** The first product that stands on more than one line: what was taken of it could not be told apart. */
export function repeatedProduct(lines: readonly Line[]): string | undefined {
  const seen = new Set<string>();
  for (const { productCode } of lines) {
    if (seen.has(productCode)) return productCode;
    seen.add(productCode);
  }
  return undefined;
}

/** The first product of which a part of a piece is named, though it is not sold by weight. */
export function brokenPiece(
  lines: readonly Line[],
  { terms }: Pick<CoProduction, 'terms'>,
): string | undefined {
  const loose = new Set(terms.products.filter((product) => product.loose).map(({ code }) => code));
  return lines.find(({ productCode, quantity }) => !loose.has(productCode) && !isWhole(quantity))
    ?.productCode;
}

export const isNothing = ({ quantity }: Line): boolean => new Big(quantity).lte(0);

const isWhole = (quantity: string): boolean => /^\d+$/.test(quantity) || new Big(quantity).mod(1).eq(0);

/** The delivery that is still to be decided on, or why there is none. */
export function openDelivery(state: CoProduction, deliveryId: string) {
  const delivery = state.deliveries.get(deliveryId);
  if (delivery === undefined) return rejected('delivery_unknown', { deliveryId });
  if (delivery.status !== 'dispatched') return rejected('delivery_closed', { status: delivery.status });
  return { delivery };
}

/** A delivery on which nothing is decided any more; its lines are in its events. */
export function deliveryClosed(
  state: CoProduction,
  deliveryId: string,
  status: Exclude<Delivery['status'], 'dispatched'>,
): CoProduction['deliveries'] {
  const delivery = state.deliveries.get(deliveryId);
  if (delivery === undefined) throw new Error(`an event names delivery ${deliveryId}, which is not known`);
  const { producerId, groupId, season, dispatchedOn } = delivery;
  return state.deliveries.set(deliveryId, { producerId, groupId, season, status, dispatchedOn, lines: [] });
}
