import type { EventStore } from '#event-store';
import { coProductionStream } from '#financing';
import type { BookPageRequest } from '../book-request.js';
import { keyAfter, limitOf, type Page, type PagedList, pageOf, PositionNotReached } from '#projection-engine';
import { type TrailItem, trailItem } from './item.js';

/** The trail tells everybody's lines, so only whoever may see the whole book may read it. */
export class WholeBookOnly extends Error {
  override readonly name = 'WholeBookOnly';
}

/** Its key is the revision of the item, which a stream counts in an integer. */
const list: PagedList = { name: 'trail by revision', key: [/^(0|[1-9]\d{0,8})$/] };

/** The trails of the books. A book's stream is its trail already, so it is read from there, and never behind. */
export class Trails {
  constructor(private readonly store: Pick<EventStore, 'head' | 'readStream'>) {}

  /** Every event of a book in order. Rejects with WholeBookOnly, InvalidCursor, PositionNotReached. */
  async of(request: BookPageRequest): Promise<Page<TrailItem> & { position: string }> {
    const { coProductionId, view, atLeast = 0n } = request;
    if (!view.whole) throw new WholeBookOnly('the trail is for whoever may see the whole book');
    const limit = limitOf(request);
    const [after = '-1'] = keyAfter(request, list) ?? [];
    const position = await this.store.head();
    // Nobody was ever told of a position that the store does not have, so there is nothing to wait for.
    if (position < atLeast) throw new PositionNotReached('trail', atLeast);
    const stream = coProductionStream.of(coProductionId);
    const events = await this.store.readStream(stream, Number(after) + 1, limit + 1);
    return {
      ...pageOf(events, limit, list, ({ revision }) => [String(revision)], trailItem),
      position: position.toString(),
    };
  }
}
