import { Big } from 'big.js';
import { type Of, shape } from '#decision';
import type { CoProduction } from './state.js';

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
