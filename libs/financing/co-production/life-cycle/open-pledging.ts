import { accepted, type Decision } from '../../decision.js';
import { changed } from '../changed.js';
import type { CoProductionEvent } from '../events.js';
import type { CoProduction } from '../state.js';

/** The custodian opens the proposed co-production to pledges. */
export const openPledging = (): Decision<CoProductionEvent> => accepted({ type: 'PledgingOpened', data: {} });

export const pledgingOpened = (state: CoProduction): CoProduction => changed(state, { status: 'open' });
