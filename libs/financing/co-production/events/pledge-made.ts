import { type Of, shape } from '#decision';
import { addToBalances } from '../balances.js';
import { coProductionEvent } from '../declare.js';
import { changed, changeGroup } from '../positions.js';
import { instruments } from '../terms.js';

const data = shape.record({
  pledgeId: shape.id,
  by: shape.id,
  through: shape.id,
  instrument: shape.oneOf(instruments),
  amount: shape.amount,
  reference: shape.code,
  pledgedOn: shape.day,
});
export type PledgeMade = Of<typeof data>;

/**
 * A party promised an amount. `by` promises: a person, or the group itself; it runs through the
 * hands of `through`, and a group's own pledge through itself. `reference` is a code, such as the
 * payer is asked to write on the transfer.
 */
export const pledgeMade = coProductionEvent({
  type: 'PledgeMade',
  data,
  upcasts: [],
  day: 'pledgedOn',
  evolve(state, { pledgeId, by, through, instrument, amount }) {
    const ordinal = state.pledgeIds.size;
    return changed(state, {
      parties: state.parties.add(by).add(through),
      pledges: state.pledges.set(pledgeId, {
        id: pledgeId,
        ordinal,
        by,
        through,
        instrument,
        amount,
        received: 0,
        settled: 0,
        status: 'open',
      }),
      pledgeIds: state.pledgeIds.set(ordinal, pledgeId),
      openPledges: state.openPledges + 1,
      pledged: state.pledged + amount,
      groups: changeGroup(state, through, ({ pledges }) => ({ pledges: pledges + 1 })),
      balances: addToBalances(state.balances, { commitments: amount }),
    });
  },
  concerns: (_book, { by, through }) => [by, through],
});
