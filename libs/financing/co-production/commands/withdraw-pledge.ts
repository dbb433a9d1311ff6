import { accepted, input, refusal, rejected } from '#decision';
import { coProductionCommand, dayRefusals, refusals, refusedDate } from '../declare.js';
import { type PledgeWithdrawn, pledgeWithdrawn } from '../events/pledge-withdrawn.js';

const asked = {
  withdrawnOn: input.optional(input.date('When it was taken back; today where left out.', '2019-04-12')),
};
type Input = input.InputOf<typeof asked>;

export interface WithdrawPledge extends Input {
  readonly type: 'WithdrawPledge';
  readonly pledgeId: string;
  readonly withdrawnOn: string;
}

/** A promise is taken back, as long as nothing of it has arrived. */
export const withdrawPledge = coProductionCommand<WithdrawPledge>()({
  type: 'WithdrawPledge',
  input: asked,
  about: 'pledgeId',
  asked: (given: Input, { today }) => ({ withdrawnOn: today, ...given }),
  statuses: ['open', 'confirmed'],
  refuses: {
    pledge_unknown: refusals.pledge_unknown,
    pledge_closed: refusals.pledge_closed,
    pledge_paid: refusal.state('Money has arrived for the pledge.'),
    ...dayRefusals,
  },
  makes: {
    PledgeWithdrawn: ({ pledgeId, withdrawnOn }: PledgeWithdrawn) => ({ pledgeId, withdrawnOn }),
  },
  decide({ pledgeId, withdrawnOn }, state, context) {
    const pledge = state.pledges.get(pledgeId);

    if (pledge === undefined) return rejected('pledge_unknown', { pledgeId });
    if (pledge.status !== 'open') return rejected('pledge_closed', { status: pledge.status });
    if (pledge.received > 0) return rejected('pledge_paid', { received: pledge.received });
    return (
      refusedDate(withdrawnOn, state, context) ??
      accepted(pledgeWithdrawn.of({ pledgeId, amount: pledge.amount, withdrawnOn }))
    );
  },
});
