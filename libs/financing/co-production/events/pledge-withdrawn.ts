import { type Of, shape } from '#decision';
import { coProductionEvent } from '../declare.js';
import { holdersOf, pledgeEnded } from '../pledges.js';

const data = shape.record({ pledgeId: shape.id, amount: shape.amount, withdrawnOn: shape.day });
export type PledgeWithdrawn = Of<typeof data>;

/** A linked reversal: the pledge and what of it was still only promised. */
export const pledgeWithdrawn = coProductionEvent({
  type: 'PledgeWithdrawn',
  data,
  upcasts: [],
  day: 'withdrawnOn',
  evolve: (state, data) => pledgeEnded(state, data, 'withdrawn'),
  concerns: (book, data) => holdersOf(book, data),
});
