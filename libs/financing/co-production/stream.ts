import { streamKind } from '#decision';
import type { Actor, Parties } from '../actor.js';
import { coProductionChart } from './accounts.js';
import { commands, type CoProductionCommand, type CoProductionEvent, events } from './catalogue.js';
import { postingsOf } from './postings.js';
import { coProductionSnapshotVersion } from './snapshot-layout.js';
import { coProductionFromSnapshot, coProductionToSnapshot } from './snapshot.js';
import { type CoProduction, initialCoProduction, statuses } from './state.js';
import { viewOfBook } from './who-may-read.js';
import { authoriseCoProduction } from './who-may.js';

/**
 * The stream that holds the whole story of a co-production. A command takes O(log n) of the number
 * of pledges, except abandoning, and an acceptance that settles many.
 */
export const coProductionStream = streamKind<
  CoProduction,
  CoProductionEvent,
  CoProductionCommand,
  Actor,
  Parties
>({
  name: 'co-production',
  prefix: 'coproduction-',
  initial: initialCoProduction,
  statuses,
  statusOf: ({ status }) => status,
  commands,
  events,
  snapshot: {
    version: coProductionSnapshotVersion,
    save: coProductionToSnapshot,
    load: coProductionFromSnapshot,
  },
  missing: {
    code: 'co_production_unknown',
    meaning: 'There is no such co-production, or it is not one of yours.',
  },
  authorise: authoriseCoProduction,
  viewOf: viewOfBook,
  book: {
    chart: coProductionChart,
    postingsOf,
    about: ({ terms }) => ({
      title: terms.title,
      currency: terms.currency,
      openedOn: terms.pledging.opensOn,
    }),
  },
});
