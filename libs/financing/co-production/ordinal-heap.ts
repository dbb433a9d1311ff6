import type { List } from 'immutable';

/**
 * A binary heap of numbers in a persistent list, the smallest first: the pledges of a group that have something to
 * settle, by age. Pushing and popping touch O(log n) places and leave the old heap valid.
 */
export const smallest = (heap: List<number>): number | undefined => heap.first();

/** Adds a number that is not in the heap yet. */
export function push(heap: List<number>, ordinal: number): List<number> {
  return heap.withMutations((open) => {
    let place = open.size;
    open.push(ordinal);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = at(open, parent);
      if (above <= ordinal) break;
      open.set(place, above);
      place = parent;
    }
    open.set(place, ordinal);
  });
}

/** Takes the smallest number away. */
export function pop(heap: List<number>): List<number> {
  if (heap.size <= 1) return heap.clear();
  return heap.withMutations((open) => {
    const moved = at(open, open.size - 1);
    open.pop();
    let place = 0;
    for (;;) {
      const child = smallerChild(open, place);
      if (child === undefined || at(open, child) >= moved) break;
      open.set(place, at(open, child));
      place = child;
    }
    open.set(place, moved);
  });
}

function smallerChild(heap: List<number>, place: number): number | undefined {
  const left = 2 * place + 1;
  if (left >= heap.size) return undefined;
  const right = left + 1;
  return right < heap.size && at(heap, right) < at(heap, left) ? right : left;
}

function at(heap: List<number>, place: number): number {
  const ordinal = heap.get(place);
  if (ordinal === undefined) throw new Error(`no place ${place} in a heap of ${heap.size}`);
  return ordinal;
}
