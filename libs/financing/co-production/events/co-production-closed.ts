import { shape } from '#decision';
import { coProductionEvent } from '../declare.js';
import { changed } from '../positions.js';

const data = shape.record({});

/** Nobody owes anybody anything, and nothing is written into the book after this. */
export const coProductionClosed = coProductionEvent({
  type: 'CoProductionClosed',
  data,
  upcasts: [],
  day: undefined,
  evolve: (state) => changed(state, { status: 'closed' }),
  concerns: () => 'everybody',
});
