import { shape } from '#decision';
import { coProductionEvent } from '../declare.js';
import { changed } from '../positions.js';

const data = shape.record({});

/** From now on it can be pledged to. */
export const pledgingOpened = coProductionEvent({
  type: 'PledgingOpened',
  data,
  upcasts: [],
  day: undefined,
  evolve: (state) => changed(state, { status: 'open' }),
  concerns: () => 'everybody',
});
