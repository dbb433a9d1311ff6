import { type DataSource, MoreThan } from 'typeorm';
import type { BookPageRequest } from '../reading/book-request.js';
import { keyAfter, limitOf, type Page, type PagedList, pageOf, wholeNumber } from '../reading/page.js';
import { readSnapshot } from '../reading/snapshot.js';
import { without } from '../reading/without.js';
import { TrailRow } from './entity.js';
import { trail } from './projection.js';

/** An event of a book, who did it and what it wrote into the accounts; `recordedAt` is RFC 3339 in UTC. */
export type TrailItem = Omit<TrailRow, 'coProductionId' | 'recordedAt'> & { readonly recordedAt: string };

/** The trail tells everybody's lines, so only whoever may see the whole book may read it. */
export class WholeBookOnly extends Error {
  override readonly name = 'WholeBookOnly';
}

const list: PagedList = { name: 'trail', key: [wholeNumber] };

/** The trails of the books. */
export class Trails {
  constructor(private readonly dataSource: DataSource) {}

  /** Every event of a book in order. Rejects with WholeBookOnly, InvalidCursor, PositionNotReached. */
  async of(request: BookPageRequest): Promise<Page<TrailItem> & { position: string }> {
    const { coProductionId, view } = request;
    if (!view.whole) throw new WholeBookOnly('the trail is for whoever may see the whole book');
    const limit = limitOf(request);
    const [after = '0'] = keyAfter(request, list) ?? [];
    const { answer, position } = await readSnapshot(this.dataSource, trail, request, (manager) =>
      manager.find(TrailRow, {
        where: { coProductionId, position: MoreThan(after) },
        order: { position: 'ASC' },
        take: limit + 1,
      }),
    );
    return { ...pageOf(answer, limit, list, (row) => [row.position], trailItem), position };
  }
}

function trailItem(row: TrailRow): TrailItem {
  return { ...without(row, 'coProductionId', 'recordedAt'), recordedAt: row.recordedAt.toISOString() };
}
