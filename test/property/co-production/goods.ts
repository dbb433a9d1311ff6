import type { CoProduction, DispatchedLine } from '#financing';
import type { Move } from './moves.js';

/** What a producer sends: some goods of a cent a piece, so that any value comes about, and some that round. */
export function dispatchedLines(move: Move, state: CoProduction): DispatchedLine[] {
  const broken = move.slip === 'piece' ? 0.5 : 0;
  const quantities: readonly (readonly [string, number])[] = [
    ['CENT', 1 + (move.other % 6_000) + broken],
    ['KILO', (move.who % 30_000) / 1_000],
    ['BOX', (move.which % 9) + broken],
  ];
  const lines = quantities.slice(0, 1 + (move.which % 3)).map(([productCode, quantity]) => ({
    productCode,
    quantity: move.size === 'none' ? '0' : quantity.toFixed(3),
    unitPrice: move.slip === 'price' ? '15.49' : (state.prices.get(productCode) ?? '1'),
  }));
  if (move.slip === 'day') return lines;
  if (move.size === 'above') return [...lines, { productCode: 'KIWI', quantity: '1', unitPrice: '1' }];
  return move.size === 'below zero' ? [...lines, ...lines] : lines;
}

/** What a group takes of it: everything without saying so, or a list. */
export function takenLines(
  move: Move,
  dispatched: readonly DispatchedLine[],
): { productCode: string; quantity: string }[] | undefined {
  if (move.size === 'all') return undefined;
  const taken = dispatched.map(({ productCode, quantity }) => ({
    productCode,
    quantity: takenQuantity(move, Number(quantity), productCode),
  }));
  return move.size === 'below zero' ? [...taken, ...taken] : taken.slice(0, 1 + (move.other % 3));
}

function takenQuantity({ size, slip, other }: Move, dispatched: number, productCode: string): string {
  if (size === 'none') return '0';
  if (size === 'above') return (dispatched + 0.001).toFixed(3);
  if (slip === 'piece') return Math.min(0.5, dispatched).toFixed(3);
  const part = size === 'half' ? dispatched / 2 : dispatched * ((other % 100) / 100);
  return productCode === 'KILO' ? part.toFixed(3) : String(Math.floor(part));
}
