import { accepted, refusal, rejected } from '#decision';
import { coProductionCommand } from '../declare.js';
import { coProductionClosed } from '../events/co-production-closed.js';

export interface CloseCoProduction {
  readonly type: 'CloseCoProduction';
}

/**
 * The book is closed when nobody owes anybody anything. No account of assets or liabilities can be
 * below zero, so all of a kind are zero when their sum is. Commitments may remain: a promise that
 * was never paid is nobody's debt.
 */
export const closeCoProduction = coProductionCommand<CloseCoProduction>()({
  type: 'CloseCoProduction',
  input: {},
  statuses: ['confirmed'],
  refuses: { balances_outstanding: refusal.state('There is still money or goods to come.') },
  makes: { CoProductionClosed: () => ({}) },
  decide(_command, state) {
    const { bank, groups, producerAdvances, advances, producers } = state.balances;
    const balances = { bank, groups, producerAdvances, advances, producers };

    if (Object.values(balances).some((balance) => balance !== 0)) {
      return rejected('balances_outstanding', balances);
    }
    return accepted(coProductionClosed.of({}));
  },
});
