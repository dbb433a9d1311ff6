import type { Settlement } from '../events.js';
import { SETTLEMENTS_MAX } from '../limits.js';
import { pop, smallest } from '../ordinal-heap.js';
import { pledgeAt, unsettledAmount } from '../positions.js';
import type { CoProduction, GroupPosition } from '../state.js';

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
