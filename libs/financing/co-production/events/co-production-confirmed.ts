import { shape } from '#decision';
import { coProductionEvent } from '../declare.js';
import { changed } from '../positions.js';

const data = shape.record({ pledged: shape.amount });

/** Pledging ended and the harvest is financed, with what was pledged: minor units. */
export const coProductionConfirmed = coProductionEvent({
  type: 'CoProductionConfirmed',
  data,
  upcasts: [],
  day: undefined,
  evolve: (state) => changed(state, { status: 'confirmed' }),
  concerns: () => 'everybody',
});
