import { type Of, shape } from '#decision';
import { coProductionEvent } from '../declare.js';
import { changed } from '../positions.js';

const data = shape.record({ reasonCode: shape.label });
export type CoProductionAbandoned = Of<typeof data>;

/** It is given up; everybody who had pledged was released before. */
export const coProductionAbandoned = coProductionEvent({
  type: 'CoProductionAbandoned',
  data,
  upcasts: [],
  day: undefined,
  evolve: (state) => changed(state, { status: 'abandoned' }),
  concerns: () => 'everybody',
});
