import { accepted, AMOUNT_MAX, input, refusal, rejected } from '#decision';
import { examples } from '../../examples.js';
import { coProductionCommand, dayRefusals, refusals, refusedDate } from '../declare.js';
import { type PledgeMade, pledgeMade } from '../events/pledge-made.js';
import { instruments } from '../terms.js';

const asked = {
  by: input.optional(
    input.id(
      'Who promises: a person, or the group itself, which it is where this is left out.',
      examples.groupId,
    ),
  ),
  through: input.id('The group through whose hands it runs.', examples.groupId),
  instrument: input.oneOf(instruments, 'An advance is repaid in goods, a donation is not.', 'advance'),
  amount: input.amount('Minor units.', examples.pledge),
  reference: input.code('What the payer is asked to write on the transfer.', 'P001'),
  pledgedOn: input.optional(input.date('When it was promised; today where left out.', '2019-03-01')),
};
type Input = input.InputOf<typeof asked>;

export interface MakePledge extends Input {
  readonly type: 'MakePledge';
  readonly pledgeId: string;
  readonly by: string;
  readonly pledgedOn: string;
  /** Whether `by` is a person with the role of member at `through`; absent: it is not. */
  readonly byIsMember?: boolean;
}

/** A party promises an amount. The offer's closing day binds nobody: confirming the co-production ends pledging. */
export const makePledge = coProductionCommand<MakePledge>()({
  type: 'MakePledge',
  input: asked,
  about: 'pledgeId',
  creates: 'pledge',
  asked: (given: Input, { today }) => ({ by: given.through, pledgedOn: today, ...given }),
  facts: ({ by, through }: MakePledge, parties) => ({
    byIsMember: parties.kindOf(by) === 'person' && parties.holds(by, through, 'member'),
  }),
  statuses: ['open'],
  refuses: {
    instrument_not_accepted: refusal.rule('The terms do not accept this kind of pledge.'),
    amount_not_positive: refusals.amount_not_positive,
    below_minimum_pledge: refusal.rule('The terms ask for more at once.'),
    above_cap: refusal.rule('The total would go beyond the cap.'),
    pledge_known: refusal.state('There is a pledge with this id already.'),
    ...dayRefusals,
  },
  makes: { PledgeMade: (pledge: PledgeMade) => pledge },
  decide(command, state, context) {
    const { pledgeId, by, through, instrument, amount, reference, pledgedOn } = command;
    const { accepts, pledging, target } = state.terms;
    const minimum = pledging.minimumPledge ?? 1;
    const room = (target.cap ?? AMOUNT_MAX) - state.pledged;

    if (!accepts.includes(instrument)) return rejected('instrument_not_accepted', { accepts });
    if (amount <= 0) return rejected('amount_not_positive', { amount });
    if (amount < minimum) return rejected('below_minimum_pledge', { minimum });
    if (amount > room) return rejected('above_cap', { room });
    if (state.pledges.has(pledgeId)) return rejected('pledge_known', { pledgeId });
    return (
      refusedDate(pledgedOn, state, context) ??
      accepted(pledgeMade.of({ pledgeId, by, through, instrument, amount, reference, pledgedOn }))
    );
  },
});
