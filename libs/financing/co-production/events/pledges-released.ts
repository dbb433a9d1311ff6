import { type Of, shape } from '#decision';
import { coProductionEvent } from '../declare.js';
import { holdersOf, pledgeEnded } from '../pledges.js';

const data = shape.record({
  pledges: shape.list(shape.record({ pledgeId: shape.id, amount: shape.amount })),
});
export type ReleasedPledge = Of<typeof data>['pledges'][number];

/** Nobody promises these any more. Comes before CoProductionAbandoned, as often as needed. */
export const pledgesReleased = coProductionEvent({
  type: 'PledgesReleased',
  data,
  upcasts: [],
  day: undefined,
  evolve: (state, { pledges }) =>
    pledges.reduce((before, pledge) => pledgeEnded(before, pledge, 'released'), state),
  concerns: (book, { pledges }) => holdersOf(book, ...pledges),
});

/** At most this many open pledges are released when a co-production is abandoned, this many in one event. */
export const RELEASED_PLEDGES_MAX = 10_000;
export const RELEASED_PLEDGES_IN_EVENT_MAX = 500;
