import { pop, smallest } from './ordinal-heap.js';
import { pledgeAt, unsettledAmount } from './pledges.js';
import type { CoProduction, GroupPosition } from './state.js';

/** An acceptance settles at most this many pledges. */
export const SETTLEMENTS_MAX = 1_000;

/** What of a pledge a delivery pays back: minor units. */
export type Settlement = { readonly pledgeId: string; readonly amount: number };

/**
 * Which pledges of a group a delivery pays back, the oldest first, until its value or the group's outstanding advances
 * are used up. Undefined where that takes more pledges than one acceptance may settle.
 */
export function settle(
  value: number,
  group: GroupPosition,
  state: CoProduction,
): readonly Settlement[] | undefined {
  const settlements: Settlement[] = [];
  let rest = Math.min(value, group.advances);
  let { unsettled } = group;
  while (rest > 0) {
    if (settlements.length === SETTLEMENTS_MAX) return undefined;
    if (settlements.length > 0) unsettled = pop(unsettled);
    const oldest = smallest(unsettled);
    if (oldest === undefined) throw new Error('a group has advances that none of its pledges holds');
    const pledge = pledgeAt(state, oldest);
    const amount = Math.min(rest, unsettledAmount(pledge));
    settlements.push({ pledgeId: pledge.id, amount });
    rest -= amount;
  }
  return settlements;
}

/** Settling goes from the oldest on, so what is settled in full is at the top of the heap. */
export function stillUnsettled(
  { unsettled }: GroupPosition,
  state: CoProduction,
): GroupPosition['unsettled'] {
  let heap = unsettled;
  let oldest = smallest(heap);
  while (oldest !== undefined && unsettledAmount(pledgeAt(state, oldest)) === 0) {
    heap = pop(heap);
    oldest = smallest(heap);
  }
  return heap;
}
