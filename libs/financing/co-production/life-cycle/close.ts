import { accepted, rejected, type Decision } from '../../decision.js';
import { changed } from '../changed.js';
import type { CoProductionEvent } from '../events.js';
import type { CoProduction } from '../state.js';

/**
 * The book is closed when nobody owes anybody anything. No account of assets or liabilities can be below zero, so all
 * of a kind are zero when their sum is. Commitments may remain: a promise that was never paid is nobody's debt.
 */
export function close(state: CoProduction): Decision<CoProductionEvent> {
  const { bank, groups, producerAdvances, advances, producers } = state.balances;
  const balances = { bank, groups, producerAdvances, advances, producers };

  if (Object.values(balances).some((balance) => balance !== 0)) {
    return rejected('balances_outstanding', balances);
  }
  return accepted({ type: 'CoProductionClosed', data: {} });
}

export const closed = (state: CoProduction): CoProduction => changed(state, { status: 'closed' });
