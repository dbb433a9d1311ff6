import fc from 'fast-check';
import type { CoProductionCommand } from '#financing';

/** How much is asked for, against the most that a rule allows just then. */
export type Size = 'all' | 'half' | 'some' | 'above' | 'none' | 'below zero';

/** A command in the rough: what is asked, and dice that choose the rest among what the co-production knows by then. */
export type Move = {
  readonly asked: CoProductionCommand['type'];
  readonly who: number;
  readonly which: number;
  readonly other: number;
  readonly size: Size;
  /** Now and then a move is careless about a name, a day, a price or a bank reference. */
  readonly slip: 'none' | 'name' | 'day' | 'price' | 'reference' | 'piece' | 'id';
};

const size: fc.Arbitrary<Size> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Size>('all') },
  { weight: 5, arbitrary: fc.constant<Size>('half') },
  { weight: 6, arbitrary: fc.constant<Size>('some') },
  { weight: 2, arbitrary: fc.constantFrom<Size[]>('above', 'none', 'below zero') },
);
const slip: fc.Arbitrary<Move['slip']> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Move['slip']>('none') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Move['slip'][]>('name', 'day', 'price', 'reference', 'piece', 'id'),
  },
);

export type Weights = { readonly [type in CoProductionCommand['type']]?: number };

/** A move of one of these kinds, the heavier the likelier. */
export const moveOf = (weights: Weights): fc.Arbitrary<Move> => {
  const asked = fc.oneof(
    ...Object.entries(weights)
      .filter(([, weight]) => weight > 0)
      .map(([type, weight]) => ({
        weight,
        arbitrary: fc.constant(type as CoProductionCommand['type']),
      })),
  );
  const dice = fc.nat({ max: 9_999 });
  return fc.record({ asked, who: dice, which: dice, other: dice, size, slip });
};

/** Several of them, one after the other. */
export const movesOf = (
  weights: Weights,
  { minLength, maxLength }: { minLength: number; maxLength: number },
): fc.Arbitrary<Move[]> => fc.array(moveOf(weights), { minLength, maxLength, size: 'max' });
