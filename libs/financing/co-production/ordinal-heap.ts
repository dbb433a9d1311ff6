/**
 * A heap of numbers, the smallest at the top: the pledges of a group that have something to settle, by age. A value:
 * `push` and `pop` share with the heap before all but O(log n) of it. Undefined is the empty one. It is a leftist heap (C. A. Crane, 1972):
 * the way down to the right is nowhere longer than to the left, so it is at most log2(n) long.
 */
export type OrdinalHeap = Branch | undefined;

interface Branch {
  readonly ordinal: number;
  /** How long the way down to the right is. */
  readonly reach: number;
  readonly left: OrdinalHeap;
  readonly right: OrdinalHeap;
}

interface Column {
  at(place: number): number;
}

export const smallest = (heap: OrdinalHeap): number | undefined => heap?.ordinal;

/** Adds a number that is not in the heap yet. */
export const push = (heap: OrdinalHeap, ordinal: number): OrdinalHeap =>
  merged(heap, branch(ordinal, undefined, undefined));

/** Takes the smallest number away. */
export const pop = (heap: OrdinalHeap): OrdinalHeap => merged(heap?.left, heap?.right);

/**
 * The heap of some numbers of a column, which rise: one below the other, to the left, they are a heap already, of which a
 * branch is made whenever it is asked for. Throws a RangeError where they do not rise or the column has fewer.
 */
export function heapOf(column: Column, from: number, to: number): OrdinalHeap {
  for (let place = from + 1; place < to; place += 1)
    if (column.at(place) <= column.at(place - 1))
      throw new RangeError(`${column.at(place)} does not come after ${column.at(place - 1)}`);
  return chain(column, from, to);
}

const chain = (column: Column, from: number, to: number): OrdinalHeap =>
  from >= to
    ? undefined
    : {
        ordinal: column.at(from),
        reach: 1,
        get left() {
          return chain(column, from + 1, to);
        },
        right: undefined,
      };

/** All numbers, the smallest first. */
export function ordinalsIn(heap: OrdinalHeap): number[] {
  const ordinals: number[] = [];
  const open = [heap];
  while (open.length > 0) {
    const next = open.pop();
    if (next === undefined) continue;
    ordinals.push(next.ordinal);
    open.push(next.left, next.right);
  }
  return ordinals.sort((one, other) => one - other);
}

function merged(one: OrdinalHeap, other: OrdinalHeap): OrdinalHeap {
  if (one === undefined) return other;
  if (other === undefined) return one;
  const [top, below] = one.ordinal <= other.ordinal ? [one, other] : [other, one];
  return branch(top.ordinal, top.left, merged(top.right, below));
}

function branch(ordinal: number, one: OrdinalHeap, other: OrdinalHeap): Branch {
  const [left, right] = (one?.reach ?? 0) >= (other?.reach ?? 0) ? [one, other] : [other, one];
  return { ordinal, reach: (right?.reach ?? 0) + 1, left, right };
}
