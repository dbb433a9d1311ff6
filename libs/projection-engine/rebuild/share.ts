import { bareEvents } from '#event-store';
import { openPool } from '../runner/pool.js';
import type { Projection } from '../runner/projection.js';
import { BulkFill } from './bulk-fill.js';
import type { RowsToCopy } from './rows-to-copy.js';
import type { Span } from './new-version.js';
import type { Share } from './pages.js';

/** Whoever works out what a share of the books makes of the new versions. Spans may be handed in before those before are done. */
export interface ShareTaker {
  /** Answers with what is to be written. */
  take(share: Share, span: Span): Promise<RowsToCopy>;
  /** What is left. */
  end(): Promise<RowsToCopy>;
  /** Lets go of everything, also of work that is under way. */
  close(): Promise<void>;
}

/** Takes a share in this thread, with a connection of its own to look rows up. */
export function openShare(url: string, projections: readonly Projection[]): ShareTaker {
  const lookUps = openPool(url, 1, () => {});
  const bulk = new BulkFill({ lookUps, projections });
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<RowsToCopy> | RowsToCopy): Promise<RowsToCopy> => {
    const done = before.then(work);
    before = done;
    return done;
  };
  return {
    take: (share, span) =>
      inTurn(() => bulk.take(typeof share === 'string' ? bareEvents(share) : share, span)),
    end: () => inTurn(() => bulk.end()),
    close: () => lookUps.end(),
  };
}
