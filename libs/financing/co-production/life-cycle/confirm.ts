import { accepted, rejected, type Decision } from '../../decision.js';
import { changed } from '../changed.js';
import type { CoProductionEvent } from '../events.js';
import type { CoProduction } from '../state.js';

/** Enough was promised: pledging ends and the harvest is financed. */
export function confirm(state: CoProduction): Decision<CoProductionEvent> {
  const { pledged } = state;
  const { minimum } = state.terms.target;

  if (pledged < minimum) return rejected('minimum_not_reached', { minimum, pledged });
  return accepted({ type: 'CoProductionConfirmed', data: { pledged } });
}

export const confirmed = (state: CoProduction): CoProduction => changed(state, { status: 'confirmed' });
