import { rejected, type Rejection } from '../decision.js';
import type { Context } from './commands.js';
import type { CoProduction } from './state.js';

/**
 * Refuses a day (`YYYY-MM-DD`) on which nothing can have happened to this co-production: after today, or before its
 * pledging opened. Days in this form compare as strings.
 */
export function refusedDate(
  day: string,
  state: CoProduction,
  context: Context,
): { rejection: Rejection } | undefined {
  const { opensOn } = state.terms.pledging;
  if (day > context.today) return rejected('date_in_future', { today: context.today });
  if (day < opensOn) return rejected('date_before_pledging', { opensOn });
  return undefined;
}
