import { type Line } from '../row.js';

/** Whether the line reaches its goal; null where it has none. */
export function isReached(line: Line): boolean | null {
  if (line.goal === null) return null;
  const { bound, value } = line.goal;
  const found = towardsGoal(line);
  return found !== null && (bound === 'at least' ? found >= value : found <= value);
}

/** What the goal is about, as it was measured. */
function towardsGoal({ goal, ratio, ours, p99Ms }: Line): number | null {
  if (goal?.of === 'ratio') return ratio?.median ?? null;
  return goal?.of === 'p99Ms' ? p99Ms : ours.median;
}
